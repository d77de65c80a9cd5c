using Injector.Core.Settings;

namespace Injector.Diagnostics.Facts;

/// <summary>What to check.</summary>
internal sealed record CheckScope
{
    /// <summary>Name of the webhook configurations. Default <c>injector</c>.</summary>
    public string Configuration { get; init; } = "injector";

    /// <summary>Injector's own namespace, for when the webhook configuration names none. Default <c>injector-system</c>.</summary>
    public string OwnNamespace { get; init; } = "injector-system";

    /// <summary>The Secret with the serving certificate. Default <c>injector-certificates</c>.</summary>
    public string CertificateSecret { get; init; } = "injector-certificates";

    /// <summary>The only namespace whose workloads are checked; <see langword="null"/> for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Label selector of the workloads and pods to check; empty for all.</summary>
    public string Selector { get; init; } = "";

    /// <summary>The namespace for the dry-run pod; <see langword="null"/> to choose one.</summary>
    public string? TrialNamespace { get; init; }

    /// <summary>The profile that the dry-run pod requests. Default <c>log-tail</c>.</summary>
    public string TrialProfile { get; init; } = "log-tail";

    /// <summary>Whether names of Services can be resolved from here. Default <see langword="false"/>.</summary>
    public bool IsInCluster { get; init; }

    /// <summary>Names of annotations and labels.</summary>
    public AnnotationKeys Keys { get; init; } = AnnotationKeys.Default;

    /// <summary>Whether <see cref="Keys"/> were set explicitly, so that the webhook's configuration does not override them. Default <see langword="false"/>.</summary>
    public bool IsPrefixGiven { get; init; }
}
