using System.Text.Json.Nodes;

namespace Injector.Kubernetes.Connection.Kubeconfig;

/// <summary>What is asked of kubeconfig files, and what reading them needs.</summary>
public sealed record KubeconfigRequest
{
    /// <summary>The one file to read. Default: those of the variable <c>KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public string? File { get; init; }

    /// <summary>The context to take. Default: the file's <c>current-context</c>.</summary>
    public string? Context { get; init; }

    /// <summary>Whether <c>insecure-skip-tls-verify: true</c> is obeyed instead of refused. Default <see langword="false"/>.</summary>
    public bool AllowsUnverifiedServer { get; init; }

    /// <summary>
    /// Turns the text of a file, given with its path, into a tree; throws <see cref="ClusterConnectionException"/> where it is not YAML. YAML is
    /// not this project's matter, so the caller brings the reader that it has.
    /// </summary>
    public required Func<string, string, JsonNode?> ReadYaml { get; init; }

    /// <summary>Gives environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock: credentials of plugins and token files run out.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
