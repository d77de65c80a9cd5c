using Injector.Core.Profiles;
using Injector.Yaml.Nodes;

namespace Injector.Output.Profiles;

/// <summary>Says in words which port a profile takes.</summary>
internal static class PortWords
{
    /// <summary>The preferred port: a number or a reference.</summary>
    public static string Preferred(ProfilePort port) => TemplateTree.Of(port.Preferred) is ScalarNode scalar ? scalar.JsonText : "";

    /// <summary>What happens when the preferred port is taken.</summary>
    public static string Range(ProfilePort port) =>
        port.RangeStart is { } start && port.RangeEnd is { } end ? $"else the first free one of {start}-{end}" : "fixed";
}
