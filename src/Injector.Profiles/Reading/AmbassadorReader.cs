using System.Collections.Immutable;
using Injector.Core.Ambassador;
using Injector.Core.Profiles;

namespace Injector.Profiles.Reading;

/// <summary>Reads the section that makes a profile an ambassador.</summary>
internal static class AmbassadorReader
{
    /// <summary>Reads the section; <see langword="null"/> when there is none.</summary>
    internal static AmbassadorSection? Read(StrictFields spec, string profile, ImmutableArray<ProfileFile> files, SpecContext context)
    {
        var isGenerated = files.Any(file => file.IsAmbassador);
        if (spec.Node("ambassador") is not { } node)
        {
            if (isGenerated)
            {
                spec.Wrong("files", "a file is 'generated: ambassador', and the profile has no section 'ambassador' that says what from");
            }

            return null;
        }

        if (StrictFields.Open(node, context.Errors, [.. AmbassadorSection.Fields]) is not { } section)
        {
            return null;
        }

        foreach (var field in (string[])["engine", "adminPort"])
        {
            if (section.Node(field) is null)
            {
                section.Wrong(field, $"the field '{field}' is missing");
            }
        }

        if (!isGenerated)
        {
            spec.Wrong("ambassador", "no file takes what the ambassador's engine writes; add one with 'generated: ambassador'");
        }

        CheckNames(spec, profile, files);
        return new AmbassadorSection(context.Templates.Read(node, null), ConfigDocument.Read);
    }

    private static void CheckNames(StrictFields spec, string profile, ImmutableArray<ProfileFile> files)
    {
        foreach (var file in files.Where(file => file.Name.StartsWith(AmbassadorSection.CompanionPrefix, StringComparison.Ordinal)))
        {
            spec.Wrong("files", $"'{file.Name}' is a name that the ambassador's engine may give a file of its own; take one that does not begin with {AmbassadorSection.CompanionPrefix}");
        }

        var longest = FileReader.LongestName(profile);
        if (longest < AmbassadorSection.LongestCompanion)
        {
            spec.Wrong("ambassador", $"the name of the profile is too long by {AmbassadorSection.LongestCompanion - longest} characters: the files of the ambassador's engine travel "
                + $"in annotations such as config.injector.io/{profile}.{AmbassadorSection.CompanionPrefix}1.json");
        }
    }
}
