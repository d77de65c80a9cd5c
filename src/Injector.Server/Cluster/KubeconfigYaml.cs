using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Kubernetes.Connection;
using Injector.Profiles.Documents;
using Injector.Profiles.Errors;

namespace Injector.Server.Cluster;

/// <summary>Reads the YAML of kubeconfig files with the reader that profiles are read with.</summary>
public static class KubeconfigYaml
{
    /// <summary>The first document of a text as a tree; <see langword="null"/> when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file that it comes from, for errors.</param>
    /// <exception cref="ClusterConnectionException">It is not YAML; the message names file and line.</exception>
    public static JsonNode? Read(string text, string path)
    {
        var errors = new ErrorList(path);
        var roots = YamlTreeReader.Read(text, errors);
        return errors.IsEmpty
            ? roots.Length == 0 ? null : Node(roots[0])
            : throw new ClusterConnectionException(string.Join(Environment.NewLine, errors.InOrder()));
    }

    private static JsonNode? Node(SourceNode node) => node switch
    {
        SourceMapping mapping => new JsonObject(mapping.Members.Select(member => KeyValuePair.Create(member.Name, Node(member.Value)))),
        SourceSequence sequence => new JsonArray([.. sequence.Items.Select(Node)]),
        SourceScalar scalar => Value(scalar),
        _ => null,
    };

    private static JsonValue? Value(SourceScalar scalar) => scalar.Type switch
    {
        ScalarType.Null => null,
        ScalarType.Boolean => JsonValue.Create(scalar.Text == "true"),
        ScalarType.Integer => JsonValue.Create(long.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        ScalarType.Float => JsonValue.Create(double.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(scalar.Text),
    };
}
