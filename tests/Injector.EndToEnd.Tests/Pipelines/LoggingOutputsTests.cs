using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Ambassador;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Where the profile logging sends, shown with Fluent Bit itself: what arrives, over TLS, with which credentials.</summary>
[Collection(FluentBitPrograms.Name)]
public sealed class LoggingOutputsTests : IDisposable
{
    private const string Program = "fluent-bit";
    private const string Password = "p@ss #1 \"q\" \\ $5 é";
    private static readonly string Basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:" + Password));
    private readonly TestCertificates _certificates = new TestCertificates().WithSecret("server", "localhost").WithSecret("other", "other.example");

    public void Dispose() => _certificates.Dispose();

    [OptionalProgramFact(Program)]
    public async Task Loki_gets_labels_and_lines_over_tls_with_a_password()
    {
        await using var receiver = await LogReceiver.StartAsync(_certificates);
        var requests = await SendAsync(receiver, "loki", ("tls", "true"), ("caSecret", "ca"), ("secretName", "credentials"), ("labels", "job=checkout, tier=web"));

        requests.ShouldAllBe(request => request.Path == "/loki/api/v1/push" && request.Authorization == Basic);
        var streams = requests.SelectMany(request => JsonNode.Parse(request.Text)!["streams"]!.AsArray()).ToArray();
        streams.ShouldAllBe(stream => Labels(stream!) == "container=web job=checkout namespace=store tier=web workload=shop-7");
        var lines = streams.SelectMany(stream => stream!["values"]!.AsArray()).Select(value => JsonNode.Parse((string)value![1]!)!.AsObject());
        ShouldBeTheLines(lines);
    }

    [OptionalProgramFact(Program)]
    public async Task Elasticsearch_and_OpenSearch_get_documents_of_the_index()
    {
        foreach (var output in (string[])["es", "opensearch"])
        {
            await using var receiver = await LogReceiver.StartAsync(_certificates);
            var requests = await SendAsync(receiver, output, ("tls", "true"), ("caSecret", "ca"), ("secretName", "credentials"), ("index", "shop-logs"));

            requests.ShouldAllBe(request => request.Path == "/_bulk" && request.Authorization == Basic);
            var entries = requests.SelectMany(request => request.Lines).ToArray();
            entries.Where((_, place) => place % 2 == 0).ShouldAllBe(action => action.ToJsonString() == """{"create":{"_index":"shop-logs"}}""");
            ShouldBeTheLines(entries.Where((_, place) => place % 2 == 1));
        }
    }

    [OptionalProgramFact(Program)]
    public async Task OpenTelemetry_gets_records_over_tls_with_a_token()
    {
        await using var receiver = await LogReceiver.StartAsync(_certificates);
        var requests = await SendAsync(receiver, "opentelemetry", ("tls", "true"), ("caSecret", "ca"), ("secretName", "credentials"), ("auth", "bearer"));

        requests.ShouldAllBe(request => request.Path == "/v1/logs" && request.Authorization == "Bearer to.ken-1");
        ShouldBeTheLines(requests.SelectMany(request => OtlpLogs.Read(request.Body)).Select(record => Record([.. record.Attributes, new("log", record.Body)])));
    }

    [OptionalProgramFact(Program)]
    public async Task Http_gets_one_object_a_line_at_its_path()
    {
        await using var receiver = await LogReceiver.StartAsync();
        var requests = await SendAsync(receiver, "http", ("uri", "/in/logs?source=shop"), ("secretName", "credentials"), ("auth", "bearer"));

        requests.ShouldAllBe(request => request.Path == "/in/logs?source=shop" && request.Authorization == "Bearer to.ken-1");
        var lines = requests.SelectMany(request => request.Lines).ToArray();
        ShouldBeTheLines(lines);
        lines.ShouldAllBe(line => DateTimeOffset.Parse((string)line["date"]!, CultureInfo.InvariantCulture) > DateTimeOffset.UnixEpoch.AddYears(50));
    }

    [OptionalProgramFact(Program)]
    public async Task Forward_is_taken_over_tls_from_who_knows_the_shared_key()
    {
        await using var receiver = await LogReceiver.StartAsync();
        await using var knowing = await ForwardReceiver.StartAsync(receiver, _certificates, Password);
        var requests = await SendAsync(receiver, knowing.Port, "forward", ("tls", "true"), ("caSecret", "ca"), ("secretName", "credentials"));
        ShouldBeTheLines(requests.SelectMany(request => request.Lines));

        await using var unknowing = await ForwardReceiver.StartAsync(receiver, _certificates, "another key");
        using var pod = await PodAsync(unknowing.Port, "forward", ("tls", "true"), ("caSecret", "ca"), ("secretName", "credentials"));
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        await Eventually.HoldsAsync(() => fluentBit.Log.Contains("failed to flush", StringComparison.Ordinal), () => fluentBit.Log + unknowing.Log);
        receiver.Requests.Count.ShouldBe(requests.Count);
    }

    [OptionalProgramFact(Program)]
    public async Task A_host_that_is_someone_else_gets_nothing_unless_that_is_asked_for()
    {
        await using var receiver = await LogReceiver.StartAsync(_certificates, "other");
        using var pod = await PodAsync(receiver.Port, "http", ("tls", "true"), ("caSecret", "ca"));
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        await Eventually.HoldsAsync(() => fluentBit.Log.Contains("certificate", StringComparison.OrdinalIgnoreCase), () => fluentBit.Log);
        receiver.Requests.ShouldBeEmpty();

        ShouldBeTheLines((await SendAsync(receiver, "http", ("tls", "true"), ("tlsVerify", "false"))).SelectMany(request => request.Lines));
    }

    private Task<IReadOnlyList<ReceivedRequest>> SendAsync(LogReceiver receiver, string output, params (string Name, string Value)[] parameters) =>
        SendAsync(receiver, receiver.Port, output, parameters);

    private async Task<IReadOnlyList<ReceivedRequest>> SendAsync(LogReceiver receiver, int port, string output, params (string Name, string Value)[] parameters)
    {
        using var pod = await PodAsync(port, output, parameters);
        await using var fluentBit = await RunningFluentBit.StartAsync(pod);
        return await fluentBit.ArrivedAsync(receiver, requests => requests.Any(request => request.Text.Contains("third", StringComparison.Ordinal)));
    }

    private async Task<LocalPod> PodAsync(int port, string output, params (string Name, string Value)[] parameters)
    {
        var pod = await LocalPod.CreateAsync(
            "logging", [("output", output), ("host", "localhost"), ("port", port.ToString(CultureInfo.InvariantCulture)), .. parameters]);
        pod.WithSecret("credentials", ("username", "shop"), ("password", Password), ("token", "to.ken-1")).WithSecret("ca", ("ca.crt", _certificates.AuthorityPem));
        pod.Write("/var/log/app/app.log", "first\nsecond \"quoted\" é\nthird\n");
        return pod;
    }

    private static void ShouldBeTheLines(IEnumerable<JsonObject> records)
    {
        var all = records.ToArray();
        all.Select(LoggingFilesTests.Text).ShouldBe(["first", "second \"quoted\" é", "third"]);
        all.ShouldAllBe(record => LoggingFilesTests.Origin(record) == "store/shop-7/web on node-3");
    }

    private static string Labels(JsonNode stream) =>
        string.Join(' ', stream["stream"]!.AsObject().OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static JsonObject Record(IEnumerable<KeyValuePair<string, string>> fields) => new(fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));
}
