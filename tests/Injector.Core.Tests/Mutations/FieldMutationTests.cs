using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Core.Admission;
using Injector.Core.Profiles;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Admission;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Mutations;

/// <summary>Whatever stands in whatever field of a review, it gets an ordinary answer or is refused as malformed; a patch always applies.</summary>
public sealed class FieldMutationTests
{
    private const string Place = "\"the place of the mutation\"";

    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    /// <summary>JSON text in the place of a value, valid or not; the place itself for what stood there.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "0", "-0", "-1", "1.0", "8080.5", "1e999", "2147483648", "99999999999999999999", "79228162514264337e12", "\"\"", "\"text\"", "\"é\"", "\"🚢\"",
        "\"\\ud83d\\udea2\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"792281625142643375e11\"", "\"1E\"", "\"-1\"", "\"auto\"", "\"8080\"", "\"[]\"", "[]", "{}", "[null]", "[[]]", "[{}]",
        "[\"a\",\"a\"]", "{\"a\":null}", "{\"name\":\"a\",\"name\":\"b\"}", "{\"\\ud800\":1}", "{\"port\":{\"port\":1}}",
    ];

    public static TheoryData<string> Requests => [.. FullPod.Requests.Keys];

    private static IEnumerable<string> AllValues => [.. Values, Deep('[', ']'), $"\"{new string('x', 20_000)}\"", $"\"{string.Concat(Enumerable.Repeat("/a", 500))}\""];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Any_value_in_any_field_gets_an_answer(string request)
    {
        var review = FullPod.Review(request);
        foreach (var node in Nodes(review).ToArray())
        {
            var (before, after) = Around(review, node);
            foreach (var value in AllValues)
            {
                ExpectAnAnswer(before + value + after);
            }

            ExpectAnAnswer($"{before}{Original(node)},{Name(node)}{Original(node)}{after}");
            ExpectAnAnswer($"{before}{Original(node)},{Name(node)}null{after}");
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Any_value_in_any_field_of_the_record_gets_an_answer(string request)
    {
        var review = FullPod.Review(request);
        review["request"]!["object"]!["metadata"]!["annotations"]!["injector.io/status"] = "";
        var (outerBefore, outerAfter) = Around(review, review["request"]!["object"]!["metadata"]!["annotations"]!["injector.io/status"]!);
        var record = JsonNode.Parse(FullPod.Status)!;
        foreach (var node in Nodes(record).ToArray())
        {
            var (before, after) = Around(record, node);
            foreach (var value in AllValues)
            {
                ExpectAnAnswer($"{outerBefore}\"{JsonEncodedText.Encode(before + value + after)}\"{outerAfter}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Bytes_that_are_no_text_are_refused_wherever_they_stand(string request)
    {
        var review = FullPod.Review(request);
        foreach (var node in Nodes(review).ToArray())
        {
            var (before, after) = Around(review, node);
            Answer([.. Encoding.UTF8.GetBytes(before), (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', .. Encoding.UTF8.GetBytes(after)]).Result.ShouldBe(AdmissionResult.Malformed);
            Answer(Encoding.UTF8.GetBytes($"{before}\"\\uD800\"{after}")).Error.ShouldNotBeNull().ShouldContain("surrogate");
        }
    }

    [Fact]
    public void A_hash_of_two_bytes_a_letter_is_taken_off_a_name_whole()
    {
        var review = FullPod.Review("sidecars");
        var metadata = review["request"]!["object"]!["metadata"]!;
        metadata["labels"]!["pod-template-hash"] = "é";
        foreach (var name in (string[])["-é", "web-é", "é", "-", ""])
        {
            metadata["ownerReferences"]![0]!["name"] = name;
            ExpectAnAnswer(review.ToJsonString());
        }
    }

    private static void ExpectAnAnswer(string review)
    {
        var body = Encoding.UTF8.GetBytes(review);
        AdmissionOutcome outcome;
        try
        {
            outcome = Answer(body);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"no answer, but {exception.GetType().Name} ({exception.Message}) to: {review}", exception);
        }

        if (outcome.Result is AdmissionResult.Injected && TryParse(review) is { } pod)
        {
            JsonPatchApplier.Apply(pod, JsonNode.Parse(outcome.Injection!.Patch.Span, documentOptions: new() { MaxDepth = 256 })!.AsArray()).ShouldNotBeNull(review);
        }
    }

    private static AdmissionOutcome Answer(byte[] body) => AdmissionHandler.Answer(body, Snapshot, new ArrayBufferWriter<byte>());

    private static JsonNode? TryParse(string review)
    {
        try
        {
            return JsonNode.Parse(review, documentOptions: new() { MaxDepth = 256, AllowDuplicateProperties = false })!["request"]!["object"]!;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => Nodes(member.Value).Prepend(member.Value!)),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Nodes(item).Prepend(item!)),
        _ => [],
    };

    /// <summary>The text ahead of a value and behind it.</summary>
    private static (string Before, string After) Around(JsonNode root, JsonNode node)
    {
        var parent = node.Parent!;
        JsonNode place = JsonValue.Create(Place.Trim('"'))!;
        node.ReplaceWith(place);
        var text = root.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (parent is JsonArray items)
        {
            items[items.IndexOf(place)] = node;
        }
        else
        {
            parent.AsObject()[parent.AsObject().Single(member => ReferenceEquals(member.Value, place)).Key] = node;
        }

        var at = text.IndexOf(Place, StringComparison.Ordinal);
        return (text[..at], text[(at + Place.Length)..]);
    }

    private static string Original(JsonNode node) => node.ToJsonString();

    private static string Name(JsonNode node) => node.Parent is JsonObject ? $"\"{JsonEncodedText.Encode(node.GetPropertyName())}\":" : "";

    private static string Deep(char open, char close) => new string(open, 200) + new string(close, 200);
}
