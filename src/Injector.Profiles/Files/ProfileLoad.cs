using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;

namespace Injector.Profiles.Files;

/// <summary>What loading profiles came to.</summary>
/// <param name="Profiles">The profiles that may be used, in ordinal order of name and namespace.</param>
/// <param name="Errors">Everything that is wrong, by file and line; profiles that are wrong are not among <paramref name="Profiles"/>.</param>
/// <param name="ReplacedBuiltIns">Names of the built-in profiles that a file of the same name has taken the place of.</param>
public sealed record ProfileLoad(ImmutableArray<SidecarProfile> Profiles, ImmutableArray<ProfileError> Errors, ImmutableArray<string> ReplacedBuiltIns)
{
    /// <summary>What is to be said of profiles that are used all the same, by file and line. Default: nothing.</summary>
    public ImmutableArray<LintWarning> Warnings { get; init; } = [];

    /// <summary>The profiles as a catalogue for the engine.</summary>
    public ProfileCatalogue ToCatalogue() => ProfileCatalogue.Create(Profiles);
}
