using System.Collections.Immutable;
using Injector.Core.Ambassador;
using Injector.Core.Profiles;
using Injector.Profiles.Documents;

namespace Injector.Profiles.Reading;

/// <summary>Reads the section that makes a profile an ambassador.</summary>
internal static class AmbassadorReader
{
    /// <summary>Reads the section; <see langword="null"/> when there is none.</summary>
    internal static AmbassadorSection? Read(StrictFields spec, ImmutableArray<ProfileFile> files, SpecContext context)
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

        return new AmbassadorSection(context.Templates.Read(node, null), ConfigDocument.Read);
    }
}
