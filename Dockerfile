# Builds the webhook and command line into an image without shell and package manager:
#   docker build --tag injector:0.2.0-dev .
#   docker build --tag injector:0.2.0-dev --platform linux/arm64 --build-arg RUNTIME=linux-arm64 .
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG RUNTIME=linux-x64
ENV OUTPUT=/output
WORKDIR /source

# What decides about packages comes first, so that a change of code does not restore them again.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/Injector/Injector.csproj src/Injector/
COPY src/Injector.Background/Injector.Background.csproj src/Injector.Background/
COPY src/Injector.Certificates/Injector.Certificates.csproj src/Injector.Certificates/
COPY src/Injector.Core/Injector.Core.csproj src/Injector.Core/
COPY src/Injector.Kubernetes/Injector.Kubernetes.csproj src/Injector.Kubernetes/
COPY src/Injector.Profiles/Injector.Profiles.csproj src/Injector.Profiles/
COPY src/Injector.Server/Injector.Server.csproj src/Injector.Server/
RUN dotnet restore src/Injector --runtime "$RUNTIME" -p:SelfContained=true -p:PublishTrimmed=true -p:PublishReadyToRun=true -p:PublishSingleFile=true

COPY src/ src/
# The line that .ci/run runs; a test compares the two.
RUN dotnet publish src/Injector --configuration Release --runtime "$RUNTIME" --self-contained --output "$OUTPUT" -p:PublishTrimmed=true -p:PublishReadyToRun=true -p:PublishSingleFile=true

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
LABEL org.opencontainers.image.title=injector \
      org.opencontainers.image.description="Adds sidecars to Kubernetes pods"
COPY --from=build /output/injector /usr/local/bin/injector

# Debuggers and profilers attach through a socket in /tmp, which a read-only root file system has no room for.
# Whatever else the runtime should do (workstation garbage collection, tiered PGO) stands in the program's own configuration.
ENV DOTNET_EnableDiagnostics=0

# The account "app" of the base image, by number, so that runAsNonRoot can check it.
USER 1654
EXPOSE 8443 8081
ENTRYPOINT ["injector"]
CMD ["serve", "--listen", ":8443", "--admin-listen", ":8081"]
