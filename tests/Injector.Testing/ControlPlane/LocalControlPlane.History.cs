using System.Text.Json.Nodes;

namespace Injector.Testing.ControlPlane;

/// <content>What etcd keeps of the past.</content>
public sealed partial class LocalControlPlane
{
    /// <summary>
    /// Has etcd forget all versions but the present one, as an API server does every five minutes with what is older than that. An API server that runs
    /// may still know some of them; one that starts afterwards does not.
    /// </summary>
    public async Task CompactAsync(CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _ports.EtcdAddress };
        var read = await QueryEtcdAsync(http, "v3/kv/range", new JsonObject { ["key"] = "AA==" }, cancellationToken);
        var present = read["header"]!["revision"]!.ToString();
        await QueryEtcdAsync(http, "v3/kv/compaction", new JsonObject { ["revision"] = present, ["physical"] = true }, cancellationToken);
    }

    private static async Task<JsonObject> QueryEtcdAsync(HttpClient http, string path, JsonObject question, CancellationToken cancellationToken)
    {
        using var content = new StringContent(question.ToJsonString());
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new HttpRequestException($"etcd answered {path} with {(int)answer.StatusCode}: {text}");
    }
}
