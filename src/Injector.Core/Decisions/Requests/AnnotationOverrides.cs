using System.Collections.Immutable;

namespace Injector.Core.Decisions.Requests;

/// <summary>What annotations change of a profile's first sidecar (or first init container when it has no sidecar).</summary>
/// <param name="Resources">Resources by section (<c>requests</c> or <c>limits</c>) and name.</param>
/// <param name="Env">Environment variables to set.</param>
/// <param name="Image">Image to run; <see langword="null"/> to keep the profile's.</param>
/// <param name="User">User of all containers of the profile that are not root's; <see langword="null"/> to keep the profile's.</param>
internal sealed record AnnotationOverrides(
    ImmutableArray<(string Section, string Name, string Quantity)> Resources,
    ImmutableArray<KeyValuePair<string, string>> Env,
    string? Image,
    UserOverride? User)
{
    public static AnnotationOverrides None { get; } = new([], [], null, null);

    public bool SameAs(AnnotationOverrides other) =>
        Image == other.Image
        && User == other.User
        && Resources.AsSpan().SequenceEqual(other.Resources.AsSpan())
        && Env.AsSpan().SequenceEqual(other.Env.AsSpan());
}
