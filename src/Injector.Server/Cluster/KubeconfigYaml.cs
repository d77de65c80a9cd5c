using System.Text.Json.Nodes;
using Injector.Grammar.Messages;
using Injector.Kubernetes.Connection;
using Injector.Profiles.Errors;
using Injector.Yaml.Nodes;

namespace Injector.Server.Cluster;

/// <summary>Reads the YAML of kubeconfig files with the same reader as profiles.</summary>
public static class KubeconfigYaml
{
    /// <summary>Max length of the text: enough for hundreds of clusters with their certificates.</summary>
    private const int MaxLength = 8 * 1024 * 1024;

    /// <summary>The first document of a text as a tree; <see langword="null"/> when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Its file, for errors.</param>
    /// <exception cref="ClusterConnectionException">It is not YAML; the message gives the file and the line.</exception>
    public static JsonNode? Read(string text, string path)
    {
        var errors = new ErrorList(path);
        var roots = errors.ReadYaml(text, MaxLength);
        return errors.IsEmpty
            ? roots.Length == 0 ? null : roots[0].ToJsonNode()
            : throw new ClusterConnectionException(DisplayText.Lines(errors.InOrder().Select(error => error.ToString())));
    }
}
