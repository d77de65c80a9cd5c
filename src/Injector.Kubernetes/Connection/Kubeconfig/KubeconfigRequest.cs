using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>What to read from kubeconfig files, and the dependencies for it.</summary>
public sealed record KubeconfigRequest
{
    /// <summary>The only file to read. Default: those of the variable <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public string? File { get; init; }

    /// <summary>The context to use. Default: the file's <c>current-context</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Whether <c>insecure-skip-tls-verify: true</c> is obeyed instead of refused. Default <see langword="false"/>.</summary>
    public bool AllowsUnverifiedServer { get; init; }

    /// <summary>
    /// Parses the text of a file, given with its path, into a tree; throws <see cref="ClusterConnectionException"/> if it is not YAML. This project has no YAML
    /// reader, so the caller provides one.
    /// </summary>
    public required Func<string, string, JsonNode?> ReadYaml { get; init; }

    /// <summary>Returns environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock: credentials of plugins and token files expire.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
