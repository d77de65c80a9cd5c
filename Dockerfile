# Builds the webhook and command line into an image without shell and package manager:
#   docker build --tag injector:0.2.0-dev .
#   docker build --tag injector:0.2.0-dev --platform linux/arm64 --build-arg RUNTIME=linux-arm64 .
# The second line wants a builder that is arm64 itself, for nothing here links for another processor. Where there is none, add
# --build-arg FORM=PublishReadyToRun: the .NET runtime and precompiled code in one file, larger and slower to start.
# SDK is an image of the .NET SDK with a C compiler and linker, which FORM=PublishReadyToRun does without.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble-aot
FROM --platform=$BUILDPLATFORM $SDK AS build
ARG RUNTIME=linux-x64 FORM=PublishAot
ENV OUTPUT=/output
WORKDIR /source

# What decides about packages comes first, so that a change of code does not restore them again. The two lines that begin with
# dotnet are also those of .ci/run; a test compares them.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/Injector/Injector.csproj src/Injector/
COPY src/Injector/Linking/OlderSystem.targets src/Injector/Linking/
COPY src/Injector.Ambassador/Injector.Ambassador.csproj src/Injector.Ambassador/
COPY src/Injector.Background/Injector.Background.csproj src/Injector.Background/
COPY src/Injector.Certificates/Injector.Certificates.csproj src/Injector.Certificates/
COPY src/Injector.Core/Injector.Core.csproj src/Injector.Core/
COPY src/Injector.Diagnostics/Injector.Diagnostics.csproj src/Injector.Diagnostics/
COPY src/Injector.Grammar/Injector.Grammar.csproj src/Injector.Grammar/
COPY src/Injector.Kubernetes/Injector.Kubernetes.csproj src/Injector.Kubernetes/
COPY src/Injector.Manifests/Injector.Manifests.csproj src/Injector.Manifests/
COPY src/Injector.Profiles/Injector.Profiles.csproj src/Injector.Profiles/
COPY src/Injector.Server/Injector.Server.csproj src/Injector.Server/
COPY src/Injector.Yaml/Injector.Yaml.csproj src/Injector.Yaml/
RUN dotnet restore src/Injector --runtime "$RUNTIME" -p:"$FORM"=true

# The rules that analyzers warn by are part of the build, for warnings are errors.
COPY .editorconfig ./
COPY src/ src/
# What the layer above restored has to do: nothing is restored here.
RUN dotnet publish src/Injector --no-restore --configuration Release --runtime "$RUNTIME" --output "$OUTPUT" -p:"$FORM"=true

# OpenSSL, certificates of authorities and the account "app"; of .NET 10 there is no smaller one for native programs.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
LABEL org.opencontainers.image.title=injector \
      org.opencontainers.image.description="Adds sidecars to Kubernetes pods"
COPY --from=build /output/injector /usr/local/bin/injector

# Debuggers and profilers attach through a socket in /tmp, which a read-only root file system has no room for. A native program has no such
# socket; one of FORM=PublishReadyToRun has.
ENV DOTNET_EnableDiagnostics=0

# The account "app" of the base image, by number, so that runAsNonRoot can check it.
USER 1654
EXPOSE 8443 8081
ENTRYPOINT ["injector"]
CMD ["serve", "--listen", ":8443", "--admin-listen", ":8081"]
