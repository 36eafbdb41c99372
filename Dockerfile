# The server as an image. Its jar carries no PostgreSQL, so DATABASE_URL says where the data is: docs/connect.md.
ARG BUILD=docker.io/library/maven:3-eclipse-temurin-25
ARG RUNTIME=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD} AS build
WORKDIR /build
COPY pom.xml ./
COPY sql sql
COPY src/main src/main
# Maven ends before the second compiler has paid.
RUN MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1" mvn -B -q -Dembedded=false -Dmaven.test.skip=true package

FROM ${RUNTIME}
LABEL org.opencontainers.image.title="coach" \
      org.opencontainers.image.description="A workout coach's data server for AI assistants (Model Context Protocol)." \
      org.opencontainers.image.licenses="MIT"
RUN echo 'coach:x:10001:10001:coach:/tmp:/usr/sbin/nologin' >>/etc/passwd && echo 'coach:x:10001:' >>/etc/group
COPY --from=build /build/target/coach.jar /app/coach.jar
# Only the second compiler uses the processor's SHA-256, which makes a password's hash ten times cheaper. All else is
# left to the first, whose code takes less memory and is there sooner.
RUN echo '[{match: ["sun/security/provider/SHA2*.*", "sun/security/provider/DigestBase.*", \
"com/sun/crypto/provider/HmacCore*.*", "com/sun/crypto/provider/PBKDF2KeyImpl*.*"], c2: {Exclude: false}}, \
{match: ["*.*"], c2: {Exclude: true}}]' >/app/compiler.json

# By number, for hosts that want to see that it is not root. Nothing is written but below /tmp.
USER 10001:10001
WORKDIR /tmp
# A machine of 256 MB, where Java's own choice of a heap would not leave room for the rest of it, and the C library
# would keep what it once needed, for each thread apart.
ENV PORT=8080 HOME=/tmp MALLOC_ARENA_MAX=2 \
    JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xmx88m -Xss512k -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=80m \
-XX:MaxDirectMemorySize=16m -XX:TrimNativeHeapInterval=10000 -XX:+UseCompactObjectHeaders -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError \
-XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile=/app/compiler.json -XX:CompileCommand=quiet \
-XX:+DisplayVMOutputToStderr"
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["java", "-Xmx16m", "-jar", "/app/coach.jar", "health"]
# Without a shell in between, so that SIGTERM reaches Java; other commands take the place of the last line.
ENTRYPOINT ["java", "-jar", "/app/coach.jar"]
CMD ["serve"]
