using System.Collections.Immutable;

namespace Injector.Profiles.Resource.Policy;

/// <summary>What profiles of tenants may not do. Those of Injector's own namespace are free.</summary>
/// <param name="Rules">The rules that hold.</param>
/// <param name="AllowedImages">
/// Patterns with <c>*</c>, of which an image must match one; a variable in an image is only matched by a <c>*</c>. Empty: any image. The rule is
/// called <c>image</c>.
/// </param>
public sealed record TenantPolicy(ImmutableHashSet<TenantRule> Rules, ImmutableArray<string> AllowedImages)
{
    /// <summary>Name of the rule about images.</summary>
    internal const string ImageRule = "image";

    /// <summary>Every rule, any image.</summary>
    public static TenantPolicy Default { get; } = new([.. Enum.GetValues<TenantRule>()], []);
}
