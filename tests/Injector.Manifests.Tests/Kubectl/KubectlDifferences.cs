using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Testing.ControlPlane;
using Injector.Yaml.Editing;

namespace Injector.Manifests.Tests.Kubectl;

/// <summary>Compares what the command line reads in manifests with what kubectl reads in them.</summary>
internal sealed class KubectlDifferences
{
    /// <summary>What differs, each with the text.</summary>
    public List<(string Text, string Difference)> Found { get; } = [];

    /// <summary>How many texts kubectl read.</summary>
    public int Read { get; private set; }

    /// <summary>How many texts kubectl refused.</summary>
    public int Refused { get; private set; }

    /// <summary>How many texts kubectl refused and this side reads: it passes them through, and warns.</summary>
    public int ReadHereAlone { get; private set; }

    /// <summary>Reads texts both ways.</summary>
    public static KubectlDifferences In(IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        byte[][] inputs = [.. all.Select(Encoding.UTF8.GetBytes)];
        var differences = new KubectlDifferences();
        foreach (var (text, input, theirs) in all.Zip(inputs, KubectlBatch.Read(inputs)))
        {
            differences.Compare(text, input, theirs);
        }

        return differences;
    }

    private void Compare(string text, byte[] input, KubectlReading theirs)
    {
        var ours = ReadHere(input, out var refusal);
        if (theirs.IsRefused)
        {
            Refused++;
            ReadHereAlone += refusal is null ? 1 : 0;
            return;
        }

        Read++;
        var difference = refusal is not null ? $"refused here alone: {refusal}"
            : ours.Count != theirs.Objects.Count ? $"{ours.Count} objects here, {theirs.Objects.Count} there"
            : ours.Zip(theirs.Objects).Select(pair => FirstOf(pair.First, pair.Second, "")).FirstOrDefault(found => found is not null);
        if (difference is not null)
        {
            Found.Add((text, difference));
        }
    }

    private static List<JsonNode> ReadHere(byte[] input, out string? refusal)
    {
        refusal = null;
        try
        {
            var documents = LoadedDocument.ReadAll([new ManifestSource("f", input)], TemplateKinds.None);
            return [.. documents.SelectMany(document => document.Objects).Select(found => JsonNode.Parse(JsonTreeWriter.WriteAsSent(found.Root).Span, documentOptions: new() { MaxDepth = 20_000 })!)];
        }
        catch (DocumentException exception)
        {
            refusal = exception.Message;
            return [];
        }
    }

    /// <summary>The first place that differs; <see langword="null"/> when none does. kubectl sorts the members of objects.</summary>
    private static string? FirstOf(JsonNode? ours, JsonNode? theirs, string path)
    {
        if (JsonNode.DeepEquals(ours, theirs) || IsSameNumber(ours, theirs))
        {
            return null;
        }

        if (ours is JsonArray list && theirs is JsonArray other && list.Count == other.Count)
        {
            return list.Zip(other).Select((pair, i) => FirstOf(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(found => found is not null);
        }

        return ours is JsonObject mine && theirs is JsonObject yours && mine.Select(member => member.Key).ToHashSet().SetEquals(yours.Select(member => member.Key))
            ? mine.Select(member => FirstOf(member.Value, yours[member.Key], $"{path}.{member.Key}")).FirstOrDefault(found => found is not null)
            : $"{path}: {Shown(ours, theirs)} here, {Shown(theirs, ours)} there";
    }

    /// <summary>What needs more than 64 bits kubectl sends in double precision.</summary>
    private static bool IsSameNumber(JsonNode? ours, JsonNode? theirs) =>
        ours?.GetValueKind() is JsonValueKind.Number && theirs?.GetValueKind() is JsonValueKind.Number
        && double.Parse(ours.ToJsonString(), CultureInfo.InvariantCulture).Equals(double.Parse(theirs.ToJsonString(), CultureInfo.InvariantCulture))
        && !long.TryParse(ours.ToJsonString(), CultureInfo.InvariantCulture, out _);

    private static string Shown(JsonNode? node, JsonNode? other) => node switch
    {
        JsonObject members when other is JsonObject others => $"{{{string.Join(", ", members.Select(member => member.Key).Except(others.Select(member => member.Key)))}}}",
        JsonArray items => $"{items.Count} items",
        _ => node?.ToJsonString() ?? "null",
    };
}
