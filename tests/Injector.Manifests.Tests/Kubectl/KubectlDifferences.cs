using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Manifests.Documents;
using Injector.Manifests.Injection;
using Injector.Testing.ControlPlane;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Tests.Kubectl;

/// <summary>Compares what the command line reads in manifests with what kubectl reads in them.</summary>
internal sealed class KubectlDifferences
{
    /// <summary>Where the two shall differ, and why.</summary>
    private static readonly (string Reason, Func<string, string, bool> Applies)[] Deliberate =
    [
        ("behind ... stands a document to YAML, though kubectl takes no notice of it up to the next ---", (text, difference) =>
            difference.Contains(" objects here", StringComparison.Ordinal) && text.Split('\n').Any(line => line.TrimStart('\uFEFF').StartsWith("...", StringComparison.Ordinal))),
        ("a byte order mark ahead of the content of a document is no part of its first key, though kubectl skips one only at the start of a file", (text, difference) =>
            text.LastIndexOf('\uFEFF') > 0 && difference.Contains('\uFEFF')),
        ("of the keys 1 and \"1\" the last counts; which of them kubectl takes differs from run to run", (text, difference) => difference.Contains(".1:", StringComparison.Ordinal) && text.Contains("\"1\": ", StringComparison.Ordinal)),
    ];

    /// <summary>What differs though it shall not, each with the text.</summary>
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

    private void Compare(string text, byte[] input, KubectlReading reading)
    {
        var ours = ReadHere(input, out var refusal);
        ours.RemoveAll(item => IsNothing(item.Json));
        var theirs = reading with { Objects = [.. reading.Objects.Where(item => !IsNothing(item))] };
        if (theirs.IsRefused || (ours.Count > theirs.Objects.Count && ours.Exists(IsRefusedItem)))
        {
            Refused++;
            ReadHereAlone += refusal is null ? 1 : 0;
            return;
        }

        Read++;
        var difference = refusal is not null ? $"refused here alone: {refusal}"
            : ours.Count != theirs.Objects.Count ? $"{ours.Count} objects here, {theirs.Objects.Count} there"
            : ours.Zip(theirs.Objects).Select(pair => FirstOf(WithoutManagers(pair.First.Json), pair.Second, "")).FirstOrDefault(found => found is not null);
        if (difference is not null && !Array.Exists(Deliberate, known => known.Applies(text, difference)))
        {
            Found.Add((text, difference));
        }
    }

    /// <summary>Whether kubectl refuses an item of a list, which it does without a word of the file.</summary>
    private static bool IsRefusedItem((ManifestObject Object, JsonNode Json) item) =>
        item.Object.Pointer.Split("/items/").Length > 2
        || (item.Object.Pointer.Length > 0 && (!IsText(item.Object.Root["apiVersion"]) || !IsText(item.Object.Root["kind"]))
            && (item.Object.Root["apiVersion"] ?? item.Object.Root["kind"]) is not null);

    private static bool IsText(TreeNode? written) => written is ScalarNode { Kind: ScalarKind.String, Spelling.Length: > 0 };

    /// <summary>To kubectl a list of nothing holds objects of its kind; here it holds none.</summary>
    private static bool IsNothing(JsonNode? item) => item is not JsonObject members || members.All(member => member.Key is "kind" or "apiVersion");

    private static List<(ManifestObject Object, JsonNode Json)> ReadHere(byte[] input, out string? refusal)
    {
        refusal = null;
        try
        {
            var documents = LoadedDocument.ReadAll([new ManifestSource("f", input)], TemplateKinds.None);
            return [.. documents.SelectMany(document => document.Objects).Select(found => (found, Json(found)))];
        }
        catch (DocumentException exception)
        {
            refusal = exception.Message;
            return [];
        }
    }

    /// <summary>An object as it is sent; an item of a list may have its kind from the list.</summary>
    private static JsonNode Json(ManifestObject found)
    {
        var json = JsonNode.Parse(JsonTreeWriter.WriteAsSent(found.Root).Span, documentOptions: new() { MaxDepth = 20_000 })!;
        json["kind"] = found.Kind;
        if (found.ApiVersion.Length > 0)
        {
            json["apiVersion"] = found.ApiVersion;
        }

        return json;
    }

    /// <summary>kubectl does not show who manages which field.</summary>
    private static JsonNode WithoutManagers(JsonNode read)
    {
        (read["metadata"] as JsonObject)?.Remove("managedFields");
        return read;
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
        && !long.TryParse(theirs.ToJsonString(), CultureInfo.InvariantCulture, out _);

    private static string Shown(JsonNode? node, JsonNode? other) => node switch
    {
        JsonObject members when other is JsonObject others => $"{{{string.Join(", ", members.Select(member => member.Key).Except(others.Select(member => member.Key)))}}}",
        JsonArray items => $"{items.Count} items",
        _ => node?.ToJsonString() ?? "null",
    };
}
