#!/bin/sh
# What AWS's web adapter starts where there is no image: the jar beside it, with the image's memory.
exec java -XX:+UseSerialGC -Xmx88m -Xss512k -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=80m \
  -XX:MaxDirectMemorySize=16m -XX:+ExitOnOutOfMemoryError -jar coach.jar serve
