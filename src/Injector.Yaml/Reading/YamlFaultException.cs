using Injector.Yaml.Nodes;

namespace Injector.Yaml.Reading;

/// <summary>Ends the reading of a text; never leaves the reader.</summary>
internal sealed class YamlFaultException(TextPlace place, string problem) : Exception(problem)
{
    /// <summary>Where it was noticed.</summary>
    public TextPlace Place => place;
}
