using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Injector.Testing.Patching;

namespace Injector.Testing.Scenarios;

/// <summary>
/// Makes the review with which an API server calls the webhook again (<c>reinvocationPolicy: IfNeeded</c>): the pod after the patch, with the fields of
/// new containers that defaulting adds in between, under a uid of its own.
/// </summary>
public static class SecondPass
{
    // Go's encoder escapes quotes with a backslash.
    private static readonly JsonSerializerOptions AsGoWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The second review.</summary>
    /// <param name="review">The first.</param>
    /// <param name="answer">The answer to it.</param>
    /// <param name="number">Number of the pod.</param>
    public static byte[] Of(byte[] review, ReadOnlySpan<byte> answer, int number)
    {
        var root = JsonNode.Parse(review)!;
        var request = root["request"]!;
        request["uid"] = PodInstance.MakeUid(number, 4);
        if (JsonNode.Parse(answer)!["response"]!["patch"] is { } patch)
        {
            var pod = JsonPatchApplier.Apply(request["object"], JsonNode.Parse(Convert.FromBase64String((string)patch!))!.AsArray())!;
            foreach (var container in Containers(pod, "containers").Concat(Containers(pod, "initContainers")))
            {
                SetDefaults(container);
            }

            request["object"] = pod;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString(AsGoWrites));
    }

    private static IEnumerable<JsonObject> Containers(JsonNode pod, string list) => (pod["spec"]![list] as JsonArray ?? []).Select(container => container!.AsObject());

    private static void SetDefaults(JsonObject container)
    {
        container.TryAdd("terminationMessagePath", "/dev/termination-log");
        container.TryAdd("terminationMessagePolicy", "File");
        container.TryAdd("imagePullPolicy", "IfNotPresent");
        foreach (var port in container["ports"] as JsonArray ?? [])
        {
            port!.AsObject().TryAdd("protocol", "TCP");
        }

        foreach (var name in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
        {
            if (container[name] is JsonObject probe)
            {
                probe.TryAdd("timeoutSeconds", 1);
                probe.TryAdd("periodSeconds", 10);
                probe.TryAdd("successThreshold", 1);
                probe.TryAdd("failureThreshold", 3);
                (probe["httpGet"] as JsonObject)?.TryAdd("scheme", "HTTP");
            }
        }
    }
}
