using Injector.Core.Settings;

namespace Injector.Diagnostics.Facts;

/// <summary>What is to be checked.</summary>
internal sealed record CheckScope
{
    /// <summary>Name of the webhook configurations. Default <c>injector</c>.</summary>
    public string Configuration { get; init; } = "injector";

    /// <summary>Injector's own namespace, for when the webhook configuration names none. Default <c>injector-system</c>.</summary>
    public string OwnNamespace { get; init; } = "injector-system";

    /// <summary>The Secret with the serving certificate. Default <c>injector-certificates</c>.</summary>
    public string CertificateSecret { get; init; } = "injector-certificates";

    /// <summary>The only namespace whose workloads are looked at; <see langword="null"/> for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Label selector of the workloads and pods that are looked at; empty for all.</summary>
    public string Selector { get; init; } = "";

    /// <summary>Where a pod is created for trial; <see langword="null"/> to choose one.</summary>
    public string? TrialNamespace { get; init; }

    /// <summary>The profile that the pod asks for. Default <c>log-tail</c>.</summary>
    public string TrialProfile { get; init; } = "log-tail";

    /// <summary>Whether names of Services lead to them from here. Default <see langword="false"/>.</summary>
    public bool IsInCluster { get; init; }

    /// <summary>Names of annotations and labels.</summary>
    public AnnotationKeys Keys { get; init; } = AnnotationKeys.Default;

    /// <summary>Whether <see cref="Keys"/> were named by who asks, so that the webhook's configuration does not overrule them. Default <see langword="false"/>.</summary>
    public bool IsPrefixGiven { get; init; }
}
