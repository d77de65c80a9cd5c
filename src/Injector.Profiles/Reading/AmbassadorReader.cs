using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Ambassador;
using Injector.Core.Profiles;
using Injector.Grammar.Names;
using Injector.Grammar.Numbers;
using Injector.Yaml.Nodes;

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

        CheckConstants(section, context);
        CheckNames(spec, profile, files);
        return new AmbassadorSection(context.Templates.Read(node, null), ConfigDocument.Read);
    }

    /// <summary>Constants must have the field's type, because at admission a value of another type would be ignored.</summary>
    private static void CheckConstants(StrictFields section, SpecContext context)
    {
        foreach (var (name, value) in section.Mapping.Entries)
        {
            if (Problem(name, value) is { } problem)
            {
                context.Errors.Add(value.Location, problem);
            }
        }
    }

    private static string? Problem(string field, TreeNode value) => (field, value) switch
    {
        (_, MappingNode conditional) when conditional["$value"] is { } inner => Problem(field, inner),
        ("config", MappingNode) => null,
        (_, not ScalarNode) => $"is {value.Description}, not a single value",
        (_, ScalarNode { Kind: ScalarKind.Null }) => "has no value; write one or leave the field out",
        (_, ScalarNode { Kind: ScalarKind.String } text) when text.JsonText.Contains("$(", StringComparison.Ordinal) => null,
        ("adminPort", ScalarNode number) => WholeNumber(number, 65535),
        ("maxConnections", ScalarNode number) => WholeNumber(number, 1_000_000),
        ("threads", ScalarNode number) => WholeNumber(number, 64),
        ("memory", ScalarNode amount) => QuantityText.TryParse(amount.JsonText, out _) ? BytesProblem(amount.JsonText) : $"is {amount.Description}, not a quantity such as 256Mi",
        ("rewriteProbes" or "rewritePorts", ScalarNode { Kind: ScalarKind.Boolean or ScalarKind.String }) => null,
        ("rewriteProbes" or "rewritePorts", _) => $"is {value.Description}, not true or false",
        ("clusterDomain", ScalarNode { Kind: ScalarKind.String } domain) => domain.JsonText.Length == 0 || DnsName.IsSubdomain(domain.JsonText) ? null : "is not the domain of a cluster, such as cluster.local",
        (_, ScalarNode { Kind: ScalarKind.String }) => null,
        _ => $"is {value.Description}, not text; put it in quotes",
    };

    private static string? BytesProblem(string amount) => ByteAmount.Check(amount) is { } wrong ? $"'{amount}' {wrong}" : null;

    private static string? WholeNumber(ScalarNode number, int highest) =>
        number.Kind is ScalarKind.Integer or ScalarKind.String && int.TryParse(number.JsonText, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= highest
            ? null
            : $"is {number.Description}, not a whole number from 1 to {highest}";

    private static void CheckNames(StrictFields spec, string profile, ImmutableArray<ProfileFile> files)
    {
        foreach (var file in files.Where(file => file.Name.StartsWith(AmbassadorSection.CompanionPrefix, StringComparison.Ordinal)))
        {
            spec.Wrong("files", $"'{file.Name}' is a name that the ambassador's engine may give a file of its own; take one that does not begin with {AmbassadorSection.CompanionPrefix}");
        }

        var longest = FileReader.MaxNameLength(profile);
        if (longest < AmbassadorSection.MaxCompanionLength)
        {
            spec.Wrong("ambassador", $"the name of the profile is too long by {AmbassadorSection.MaxCompanionLength - longest} characters: the files of the ambassador's engine travel "
                + $"in annotations such as config.injector.io/{profile}.{AmbassadorSection.CompanionPrefix}1.json");
        }
    }
}
