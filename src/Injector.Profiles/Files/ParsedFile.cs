using System.Collections.Immutable;
using System.Security.Cryptography;
using Injector.Core.Profiles;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;

namespace Injector.Profiles.Files;

/// <summary>A profile file after reading.</summary>
/// <param name="Name">Path of the file.</param>
/// <param name="Fingerprint">Identifies the bytes, to detect changes.</param>
/// <param name="Profiles">Its profiles; none if there are errors.</param>
/// <param name="Errors">Its errors.</param>
internal sealed record ParsedFile(string Name, string Fingerprint, ImmutableArray<SidecarProfile> Profiles, ImmutableArray<ProfileError> Errors)
{
    /// <summary>Lint warnings about profiles that are used nevertheless.</summary>
    internal ImmutableArray<LintWarning> Warnings { get; init; } = [];

    /// <summary>Parses a file.</summary>
    /// <param name="name">Path of the file.</param>
    /// <param name="content">The bytes; <see langword="null"/> when they could not be read.</param>
    internal static ParsedFile Parse(string name, byte[]? content)
    {
        if (content is null)
        {
            return new ParsedFile(name, "", [], []);
        }

        var load = ProfileText.Parse(content, name);
        return new ParsedFile(name, FingerprintOf(content), load.Profiles, load.Errors) { Warnings = load.Warnings };
    }

    /// <summary>The fingerprint of some bytes; empty when there are none.</summary>
    internal static string FingerprintOf(byte[]? content) => content is null ? "" : Convert.ToHexString(SHA256.HashData(content));
}
