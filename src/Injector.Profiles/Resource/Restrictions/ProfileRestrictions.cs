using System.Collections.Immutable;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>What profiles of tenants may not do. Those of Injector's own namespace are free.</summary>
/// <param name="Rules">The rules that hold.</param>
/// <param name="AllowedImages">
/// Patterns with <c>*</c>, of which an image must match one; a variable in an image is only matched by a <c>*</c>. Empty: any image. The rule is
/// called <c>image</c>.
/// </param>
public sealed record ProfileRestrictions(ImmutableHashSet<TenantRule> Rules, ImmutableArray<string> AllowedImages)
{
    /// <summary>Name of the rule about images.</summary>
    internal const string ImageRule = "image";

    /// <summary>Name of the rule about the names of profiles.</summary>
    internal const string NameRule = "protected-profile";

    /// <summary>
    /// Patterns with <c>*</c> of names that only profiles for the whole cluster may have: a tenant's of that name would take the platform's place in the
    /// tenant's namespace. Default: none.
    /// </summary>
    public ImmutableArray<string> ProtectedProfiles { get; init; } = [];

    /// <summary>Patterns with <c>*</c> of the annotations that pods may get. Default <c>prometheus.io/*</c>.</summary>
    public ImmutableArray<string> AllowedAnnotations { get; init; } = ["prometheus.io/*"];

    /// <summary>Patterns with <c>*</c> of the labels that pods may get. Default <c>app.kubernetes.io/*</c>.</summary>
    public ImmutableArray<string> AllowedLabels { get; init; } = ["app.kubernetes.io/*"];

    /// <summary>
    /// Types of volumes, as fields of a volume spell them. Default: those of the restricted level of pod security but <c>csi</c>, whose drivers may reach
    /// anything. <c>hostPath</c> has a rule of its own.
    /// </summary>
    public ImmutableArray<string> VolumeTypes { get; init; } =
        ["configMap", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Prefix of Injector's own annotations and labels. Default <c>injector.io</c>.</summary>
    public string AnnotationPrefix { get; init; } = "injector.io";

    /// <summary>Every rule, any image.</summary>
    public static ProfileRestrictions Default { get; } = new([.. Enum.GetValues<TenantRule>()], []);
}
