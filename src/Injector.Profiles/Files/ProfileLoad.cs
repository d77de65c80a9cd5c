using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;

namespace Injector.Profiles.Files;

/// <summary>The result of loading profiles.</summary>
/// <param name="Profiles">The profiles that may be used, in ordinal order of name and namespace.</param>
/// <param name="Errors">All errors, by file and line; profiles with errors are not among <paramref name="Profiles"/>.</param>
/// <param name="ReplacedBuiltIns">Names of the built-in profiles that a file's profile of the same name has replaced.</param>
public sealed record ProfileLoad(ImmutableArray<SidecarProfile> Profiles, ImmutableArray<ProfileError> Errors, ImmutableArray<string> ReplacedBuiltIns)
{
    /// <summary>Lint warnings about profiles that are used nevertheless, by file and line. Default: none.</summary>
    public ImmutableArray<LintWarning> Warnings { get; init; } = [];

    /// <summary>The profiles as a catalogue for the engine.</summary>
    public ProfileCatalogue ToCatalogue() => ProfileCatalogue.Create(Profiles);
}
