using System.Collections.Immutable;

namespace Injector.Profiles.Resource.Restrictions;

/// <summary>The restrictions on tenants' profiles. Profiles in Injector's own namespace are unrestricted.</summary>
/// <param name="Rules">The enabled rules.</param>
/// <param name="AllowedImages">
/// Patterns with <c>*</c>; an image must match one of them, and a variable in an image is only matched by a <c>*</c>. Empty: any image is allowed. This rule is
/// called <c>image</c>.
/// </param>
public sealed record ProfileRestrictions(ImmutableHashSet<TenantRule> Rules, ImmutableArray<string> AllowedImages)
{
    /// <summary>Name of the rule about images.</summary>
    internal const string ImageRule = "image";

    /// <summary>Name of the rule about the names of profiles.</summary>
    internal const string NameRule = "protected-profile";

    /// <summary>
    /// Patterns with <c>*</c> of names that only cluster-wide profiles may have: a tenant's profile of that name would replace the platform's in the tenant's
    /// namespace. Default: none.
    /// </summary>
    public ImmutableArray<string> ProtectedProfiles { get; init; } = [];

    /// <summary>Patterns with <c>*</c> of the annotations that profiles may add. Default <c>prometheus.io/*</c>.</summary>
    public ImmutableArray<string> AllowedAnnotations { get; init; } = ["prometheus.io/*"];

    /// <summary>Patterns with <c>*</c> of the labels that profiles may add. Default <c>app.kubernetes.io/*</c>.</summary>
    public ImmutableArray<string> AllowedLabels { get; init; } = ["app.kubernetes.io/*"];

    /// <summary>
    /// Allowed types of volumes, by their field names in a volume. Default: those of the restricted level of pod security except <c>csi</c>, whose drivers may
    /// access anything. <c>hostPath</c> has its own rule.
    /// </summary>
    public ImmutableArray<string> VolumeTypes { get; init; } =
        ["configMap", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Prefix of Injector's own annotations and labels. Default <c>injector.io</c>.</summary>
    public string AnnotationPrefix { get; init; } = "injector.io";

    /// <summary>Every rule, any image.</summary>
    public static ProfileRestrictions Default { get; } = new([.. Enum.GetValues<TenantRule>()], []);
}
