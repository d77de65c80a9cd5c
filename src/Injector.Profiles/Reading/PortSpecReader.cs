using System.Collections.Immutable;
using System.Globalization;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Grammar.Names;
using Injector.Profiles.Schema;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Reading;

/// <summary>Reads the ports that a profile's containers listen on.</summary>
internal static class PortSpecReader
{
    private const int HighestPort = 65535;

    /// <summary>The names of the ports, for references; the ports themselves are read once all names are known.</summary>
    internal static HashSet<string> Names(IReadOnlyList<TreeNode> items) =>
        [.. items.OfType<MappingNode>().Select(item => (item["name"] as ScalarNode)?.JsonText).OfType<string>()];

    /// <summary>Reads a list of ports.</summary>
    internal static ImmutableArray<ProfilePort> Read(IReadOnlyList<TreeNode> items, SpecContext context)
    {
        var ports = ImmutableArray.CreateBuilder<ProfilePort>();
        foreach (var item in items)
        {
            if (StrictFields.Open(item, context.Errors, "name", "port", "range", "protocol", "$when") is { } fields
                && fields.RequiredText("name") is { } name)
            {
                var port = ReadOne(fields, name, context);
                CheckName(fields, port, ports);
                ports.Add(port);
            }
        }

        return ports.ToImmutable();
    }

    private static ProfilePort ReadOne(StrictFields fields, string name, SpecContext context)
    {
        var (start, end) = ReadRange(fields);
        return new ProfilePort(
            name, ReadPreferred(fields, context), start, end, fields.Word("protocol", "TCP", "UDP", "SCTP"), context.Templates.ReadWhen(fields.Mapping));
    }

    private static TemplateNode ReadPreferred(StrictFields fields, SpecContext context)
    {
        if (fields.Node("port") is not { } node)
        {
            fields.Wrong("port", "the field 'port' is missing: a number, or a parameter of type port");
            return TemplateNode.Literal.Parse("0");
        }

        var template = context.Templates.Read(node, FieldType.Integer);
        context.Schema.Check(template, FieldType.Integer, node.Location);
        if (template is TemplateNode.Literal { Value: { ValueKind: System.Text.Json.JsonValueKind.Number } literal }
            && !(literal.TryGetInt32(out var port) && port is >= 1 and <= HighestPort))
        {
            fields.Wrong("port", $"{literal} is not a port number (1 to {HighestPort})");
        }

        return template;
    }

    private static (int? Start, int? End) ReadRange(StrictFields fields)
    {
        if (fields.Text("range") is not { } text)
        {
            return (null, null);
        }

        if (text.Split('-') is [var first, var last] && TryParsePort(first, out var start) && TryParsePort(last, out var end) && start <= end)
        {
            return (start, end);
        }

        fields.Wrong("range", $"'{text}' is not a range of ports such as 19000-19099");
        return (null, null);
    }

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= HighestPort;

    private static void CheckName(StrictFields fields, ProfilePort port, IEnumerable<ProfilePort> others)
    {
        if (!DnsName.IsLabel(port.Name))
        {
            fields.Wrong("name", $"'{port.Name}' is not a name: up to 63 lower-case letters, digits and inner hyphens");
        }

        if (others.Any(other => other.Name == port.Name && (other.When is null || port.When is null)))
        {
            fields.Wrong("name", $"there are two ports '{port.Name}'; only with a $when on each can they share a name");
        }
    }
}
