using System.Text.Json.Nodes;
using Injector.Kubernetes.Connection;
using Injector.Kubernetes.Connection.Kubeconfig;
using Injector.Testing;

namespace Injector.Kubernetes.Tests.Connection;

/// <summary>A home with kubeconfig files. They are written as JSON, which is YAML too; reading YAML is the caller's matter.</summary>
internal sealed class KubeconfigFolder : IDisposable
{
    internal KubeconfigFolder() => Variables["HOME"] = Path;

    internal string Path { get; } = Directory.CreateTempSubdirectory("kubeconfig-").FullName;

    /// <summary>Where <see cref="WriteOne"/> writes unless it is given a name.</summary>
    internal string MainFile => System.IO.Path.Combine(Path, ".kube/config");

    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal ManualTimeProvider Clock { get; } = new();

    internal string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a file with one context, cluster and user, each named <c>test</c>.</summary>
    internal string WriteOne(string cluster, string user = "{}", string name = ".kube/config") => Write(name, $$"""
        {
          "current-context": "test",
          "contexts": [{"name": "test", "context": {"cluster": "test", "user": "test"} }],
          "clusters": [{"name": "test", "cluster": {{cluster}} }],
          "users": [{"name": "test", "user": {{user}} }]
        }
        """);

    /// <summary>Writes an executable script.</summary>
    internal string WriteScript(string name, string body)
    {
        var path = Write(name, $"#!/bin/sh\n{body}\n");
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("These tests run shell scripts.");
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    internal ClusterConnection Connect(string? file = null, string? context = null, bool insecure = false) => KubeconfigConnection.Connect(new KubeconfigRequest
    {
        File = file,
        Context = context,
        AllowsUnverifiedServer = insecure,
        ReadYaml = static (text, _) => text.Length == 0 ? null : JsonNode.Parse(text),
        Variable = Variables.GetValueOrDefault,
        Time = Clock,
    });

    internal string Error(string? file = null, string? context = null) =>
        Should.Throw<ClusterConnectionException>(() => Connect(file, context)).Message;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
