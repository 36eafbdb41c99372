# The server as an image. Its jar carries no PostgreSQL, so DATABASE_URL says where the data is: docs/connect.md.
ARG BUILD=docker.io/library/maven:3-eclipse-temurin-25
ARG RUNTIME=docker.io/library/busybox:glibc

FROM ${BUILD} AS build
WORKDIR /build
COPY pom.xml ./
COPY sql sql
COPY src/main src/main
# Maven ends before the second compiler has paid.
RUN MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1" mvn -B -q -Dembedded=false -Dmaven.test.skip=true package

# No more of Java than coach uses, and no more of a system than Java does. Without other languages' dates, too: Jetty
# asks for every one that there is at each start.
RUN jlink --output /opt/coach-java --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 \
  --add-modules java.base,java.desktop,java.naming,java.net.http,java.security.jgss,java.sql,jdk.charsets,\
jdk.crypto.ec,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs
RUN javac -d /build/train src/main/image/*.java

FROM ${RUNTIME} AS runtime
RUN echo 'coach:x:10001:10001:coach:/tmp:/usr/sbin/nologin' >>/etc/passwd && echo 'coach:x:10001:' >>/etc/group
COPY --from=build /opt/coach-java /opt/coach-java
COPY --from=build /build/target/coach.jar /app/coach.jar
# Only the second compiler uses the processor's SHA-256, which makes a password's hash ten times cheaper. All else is
# left to the first, whose code takes less memory and is there sooner, and need not be watched for the second.
RUN echo '[{match: ["sun/security/provider/SHA2*.*", "sun/security/provider/DigestBase.*", \
"com/sun/crypto/provider/HmacCore*.*", "com/sun/crypto/provider/PBKDF2KeyImpl*.*"], c2: {Exclude: false}}, \
{match: ["*.*"], c2: {Exclude: true}}]' >/app/compiler.json

# By number, for hosts that want to see that it is not root. Nothing is written but below /tmp.
USER 10001:10001
WORKDIR /tmp
# To read the cache where it was written, to compile only what is run, and to reflect without making classes, saves a
# part of a start; new objects have room for a whole one.
# A machine of 256 MB, where Java's own choice of a heap would not leave room for the rest of it, and the C library
# would keep what it once needed, for each thread apart.
ENV PORT=8080 HOME=/tmp MALLOC_ARENA_MAX=2 JAVA_HOME=/opt/coach-java \
    PATH=/opt/coach-java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    JDK_JAVA_OPTIONS="-XX:+UseSerialGC -Xmx88m -Xmn36m -Xss512k -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=80m \
-XX:MaxDirectMemorySize=16m -XX:TrimNativeHeapInterval=10000 -XX:+UseCompactObjectHeaders -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError \
-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -XX:-AOTReplayTraining -XX:CompilerDirectivesFile=/app/compiler.json -XX:CompileCommand=quiet \
-XX:-ProfileInterpreter -XX:TypeProfileLevel=0 -XX:-C1UpdateMethodData -XX:-C1ProfileCalls -XX:-C1ProfileBranches -XX:-C1ProfileCheckcasts \
-Djdk.reflect.useNativeAccessorOnly=true \
-XX:+DisplayVMOutputToStderr -Xlog:disable -XX:AOTCache=/app/coach.aot"

# What Java learns of a start here, every start is spared.
FROM runtime AS trained
USER 0:0
COPY --from=build /build/train /train
RUN options="$JDK_JAVA_OPTIONS" && unset JDK_JAVA_OPTIONS && java -cp /train Train "$options" && test -s /app/coach.aot

FROM runtime
LABEL org.opencontainers.image.title="coach" \
      org.opencontainers.image.description="A workout coach's data server for AI assistants (Model Context Protocol)." \
      org.opencontainers.image.licenses="MIT"
COPY --from=trained /app/coach.aot /app/coach.aot
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["java", "-Xmx16m", "-Xmn4m", "-jar", "/app/coach.jar", "health"]
# Without a shell in between, so that SIGTERM reaches Java; other commands take the place of the last line.
ENTRYPOINT ["java", "-jar", "/app/coach.jar"]
CMD ["serve"]
