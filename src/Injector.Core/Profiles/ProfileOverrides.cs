using System.Collections.Immutable;

namespace Injector.Core.Profiles;

/// <summary>What a pod may change of a profile, by annotation or by a partial container with <c>image: auto</c>.</summary>
/// <param name="Fields">Names of container fields, such as <c>resources</c>, <c>env</c> or <c>image</c>.</param>
/// <param name="AllowedImages">Patterns with <c>*</c> that an overriding image must match; used only when <c>image</c> is among the fields.</param>
public sealed record ProfileOverrides(ImmutableArray<string> Fields, ImmutableArray<string> AllowedImages)
{
    /// <summary>Nothing may be changed.</summary>
    public static ProfileOverrides None { get; } = new([], []);
}
