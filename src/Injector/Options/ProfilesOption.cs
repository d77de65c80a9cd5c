using System.Collections.Immutable;
using System.CommandLine;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Injector.Manifests.Documents;
using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;

namespace Injector.Options;

/// <summary>The option <c>--profiles</c>, the same in every command.</summary>
internal static class ProfilesOption
{
    /// <summary>Creates the option.</summary>
    public static Option<string?> Make() => new("--profiles")
    {
        HelpName = "DIR",
        Description = "Folder of SidecarProfile files, added to the built-in profiles; one of the same name takes a built-in's place.",
    };
}

/// <summary>Loads the profiles of the command line.</summary>
internal static class ProfileSources
{
    /// <summary>The built-in profiles and those of a folder, or of a single file.</summary>
    /// <param name="path">The folder or file; <see langword="null"/> for only the built-in profiles.</param>
    /// <exception cref="DocumentException">The path does not exist or a profile is invalid: an incomplete catalogue would inject pods incompletely.</exception>
    public static ProfileCatalogue Read(string? path)
    {
        var load = Load(path, BuiltInProfiles.Load());
        return load.Errors.IsEmpty
            ? load.ToCatalogue()
            : throw new DocumentException(DisplayText.Lines(load.Errors.Select(error => error.ToString())));
    }

    /// <summary>Loads a folder or a single file in addition to other profiles; the result contains the errors.</summary>
    /// <exception cref="DocumentException">The path does not exist.</exception>
    public static ProfileLoad Load(string? path, ImmutableArray<SidecarProfile> builtIns)
    {
        if (path is null)
        {
            return new ProfileLoad(builtIns, [], []);
        }

        if (Directory.Exists(path))
        {
            return ProfileFiles.Load(path, builtIns);
        }

        var file = ProfileText.Parse(ManifestInputs.ReadFile(path).Bytes.Span, path);
        var replaced = builtIns.Where(builtIn => file.Profiles.Any(profile => profile.Namespace is null && profile.Name == builtIn.Name)).ToList();
        return file with { Profiles = [.. builtIns.Except(replaced), .. file.Profiles], ReplacedBuiltIns = [.. replaced.Select(builtIn => builtIn.Name)] };
    }
}
