# One container file for every part of Webcheck. Each target at the end is one image:
#   docker build --target query-service -t webcheck/query-service .

FROM maven:3.9.12-eclipse-temurin-25 AS build
WORKDIR /build

# The empty modules are built first, so that what Maven downloads lies in a layer of its own,
# which a change of the sources leaves alone.
COPY pom.xml ./
COPY .mvn .mvn
COPY bom/pom.xml bom/
COPY event-contract/pom.xml event-contract/
COPY client-sdk/pom.xml client-sdk/
COPY local-stack/pom.xml local-stack/
COPY correlation/pom.xml correlation/
COPY request-store/pom.xml request-store/
COPY ingest-service/pom.xml ingest-service/
COPY worker-service/pom.xml worker-service/
COPY query-service/pom.xml query-service/
COPY examples/pom.xml examples/
COPY benchmarks/pom.xml benchmarks/
COPY system-tests/pom.xml system-tests/
ARG MODULES=ingest-service,worker-service,query-service,examples
RUN mvn -B -q -Dquick -Dmaven.test.skip=true package -pl ${MODULES} -am && rm -rf */target

COPY . .
# All classes lie on the class path of the JVM, which puts none but those into an AOT cache.
RUN mvn -B -q -Dquick -Dmaven.test.skip=true -Dquarkus.package.jar.type=aot-jar package -pl ${MODULES} -am

# What the images share. The heap follows the memory limit of the container; a process that is out of
# memory ends, and its restart policy brings it back. Nothing is written but under /tmp.
FROM eclipse-temurin:25.0.3_9-jre-noble AS runtime
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin webcheck
WORKDIR /opt/webcheck
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
USER 10001:10001

FROM runtime AS service
ENV QUARKUS_HTTP_HOST=0.0.0.0
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=6 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]

# Each service is trained in the files and with the JVM that it will run with: with any other, the JVM would leave the cache alone.
FROM service AS query-service-files
ENV QUARKUS_HTTP_PORT=5000
# Beside its heap, this service has answers in memory that wait for their readers, and the states of their compression. These come and go by
# the hundreds on all threads: with few arenas, what is given back is used again.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=36 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
ENV MALLOC_ARENA_MAX=2
EXPOSE 5000
COPY --from=build /build/query-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/query-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/query-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/query-service/target/quarkus-app/app/ app/
FROM query-service-files AS query-service-training
COPY config/train-aot /tmp/
RUN ["bash", "/tmp/train-aot", "/tmp/app.aot"]
FROM query-service-files AS query-service
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=36 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -XX:AOTCache=/opt/webcheck/app.aot"
COPY --from=query-service-training /tmp/app.aot ./

FROM service AS ingest-service-files
ENV QUARKUS_HTTP_PORT=5001
EXPOSE 5001
COPY --from=build /build/ingest-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/ingest-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/ingest-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/ingest-service/target/quarkus-app/app/ app/
FROM ingest-service-files AS ingest-service-training
COPY config/train-aot /tmp/
RUN ["bash", "/tmp/train-aot", "/tmp/app.aot"]
FROM ingest-service-files AS ingest-service
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -XX:AOTCache=/opt/webcheck/app.aot"
COPY --from=ingest-service-training /tmp/app.aot ./

FROM service AS worker-service-files
ENV QUARKUS_HTTP_PORT=5002
# On small machines the JVM would choose the serial collector, which spends a fifth of the CPU time under a backlog.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC -XX:NewRatio=1 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED"
EXPOSE 5002
COPY --from=build /build/worker-service/target/quarkus-app/lib/ lib/
COPY --from=build /build/worker-service/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /build/worker-service/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /build/worker-service/target/quarkus-app/app/ app/
FROM worker-service-files AS worker-service-training
COPY config/train-aot /tmp/
RUN ["bash", "/tmp/train-aot", "/tmp/app.aot"]
FROM worker-service-files AS worker-service
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseParallelGC -XX:NewRatio=1 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -XX:AOTCache=/opt/webcheck/app.aot"
COPY --from=worker-service-training /tmp/app.aot ./

FROM runtime AS example
COPY --from=build /build/examples/target/lib/ lib/
COPY --from=build /build/examples/target/webcheck-examples-*.jar webcheck-examples.jar
ENTRYPOINT ["java", "-jar", "webcheck-examples.jar"]
