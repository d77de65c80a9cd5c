using System.Collections.Immutable;
using Injector.Core.Profiles.Parameters;

namespace Injector.Core.Requests;

/// <summary>Annotation overrides for a profile's first sidecar (or first init container when it has no sidecar).</summary>
/// <param name="Resources">Resources to set.</param>
/// <param name="Env">Environment variables to set.</param>
/// <param name="Image">Image to run; <see langword="null"/> to keep the profile's.</param>
/// <param name="User">User of all containers of the profile that do not run as root; <see langword="null"/> to keep the profile's.</param>
internal sealed record AnnotationOverrides(
    ImmutableArray<ContainerResource> Resources,
    ImmutableArray<KeyValuePair<string, string>> Env,
    string? Image,
    UserOverride? User)
{
    public static AnnotationOverrides None { get; } = new([], [], null, null);

    /// <summary>
    /// Resources for every container of every profile, each section and name once. The profile's own annotations take precedence; if the profile does not let
    /// pods override resources, they only fill in what it leaves unset. Default: none.
    /// </summary>
    public ImmutableArray<ContainerResource> Everywhere { get; init; } = [];

    public bool SameAs(AnnotationOverrides other) =>
        Image == other.Image
        && User == other.User
        && Resources.AsSpan().SequenceEqual(other.Resources.AsSpan())
        && Everywhere.AsSpan().SequenceEqual(other.Everywhere.AsSpan())
        && Env.AsSpan().SequenceEqual(other.Env.AsSpan());
}
