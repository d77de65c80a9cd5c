using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Server.Hosting;
using Injector.Server.Tests.Hosting;
using Injector.Testing.Admission;

namespace Injector.Server.Tests.Admission;

public sealed class MutateEndpointTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Answers_a_review_over_both_versions_of_http(string version)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var client = webhook.NewClient(Version.Parse(version));

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().WithUid("u-1").ToBytes(), client);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Version.ShouldBe(Version.Parse(version));
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        response.Content.Headers.ContentLength.ShouldNotBeNull();
        response.Headers.Contains("Server").ShouldBeFalse();
        (await ResponseOf(response))["uid"]!.GetValue<string>().ShouldBe("u-1");
    }

    [Fact]
    public async Task Injects_a_pod_that_asks()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("log-tail").ToBytes());

        var answer = await ResponseOf(response);
        answer["allowed"]!.GetValue<bool>().ShouldBeTrue();
        answer["patchType"]!.GetValue<string>().ShouldBe("JSONPatch");
        JsonNode.Parse(Convert.FromBase64String(answer["patch"]!.GetValue<string>()))!.AsArray().ShouldNotBeEmpty();
        answer["auditAnnotations"]!.AsObject().Select(entry => entry.Key).ShouldAllBe(key => !key.Contains('/'));
    }

    [Fact]
    public async Task Lets_a_pod_that_does_not_ask_through_without_a_word()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        var answer = await ResponseOf(response);
        answer["allowed"]!.GetValue<bool>().ShouldBeTrue();
        answer.ContainsKey("patch").ShouldBeFalse();
        answer.ContainsKey("patchType").ShouldBeFalse();
        answer.ContainsKey("warnings").ShouldBeFalse();
    }

    [Fact]
    public async Task Warns_once_when_a_pod_that_asks_is_skipped()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().In("kube-system").RequestingFor("log-tail").ToBytes());

        var answer = await ResponseOf(response);
        answer["allowed"]!.GetValue<bool>().ShouldBeTrue();
        answer["warnings"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public async Task Denies_with_a_status_and_a_message_that_helps()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("loggin").ToBytes());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await ResponseOf(response);
        answer["allowed"]!.GetValue<bool>().ShouldBeFalse();
        answer.ContainsKey("patch").ShouldBeFalse();
        answer["status"]!["code"]!.GetValue<int>().ShouldBeOneOf(403, 422);
        answer["status"]!["message"]!.GetValue<string>().ShouldContain("loggin");
    }

    [Theory]
    [InlineData("a: [x,x#\nc: d")]
    [InlineData("upstreams:\n  orders: {url: 'http://orders.shop.svc:8080'\n  pay: {url: 'https://pay.example.com'}\n")]
    [InlineData("upstreams: {orders: {url: 'http://orders.shop.svc:8080'}, connect: +99999999999999999999}")]
    [InlineData("a: .inf")]
    [InlineData("a: \"\\U00110000\"")]
    [InlineData("a: 'b")]
    [InlineData("{[{[")]
    [InlineData("%YAML 99999999999.1\n---\na: b")]
    public async Task Denies_a_configuration_that_no_reader_of_YAML_takes_and_says_where(string text)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var answer = await webhook.ReviewAsync(AdmissionReviews.OfAPod().RequestingFor("ambassador").Annotated("ambassador.injector.io/config", text).ToBytes());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var response = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response"]!;
        response["allowed"]!.GetValue<bool>().ShouldBeFalse();
        var message = response["status"]!["message"]!.GetValue<string>();
        message.ShouldContain("ambassador.injector.io/config");
        message.ShouldMatch(@"line [1-9]\d*, column [1-9]\d*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json at all")]
    [InlineData("\u0000\u0001\u0002")]
    [InlineData("[]")]
    [InlineData("{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":null}")]
    public async Task Calls_a_body_that_is_no_review_a_bad_request_and_says_why(string body)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var response = await webhook.ReviewAsync(Encoding.UTF8.GetBytes(body));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync()).Trim().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Ignores_the_query_that_api_servers_append()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();

        using var content = WebhookUnderTest.Json(AdmissionReviews.OfAPod().ToBytes());
        using var response = await webhook.Client.PostAsync("/mutate?timeout=5s", content);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/yaml")]
    [InlineData("application/jsonx")]
    [InlineData(null)]
    public async Task Refuses_other_content_types(string? contentType)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var content = new ByteArrayContent(AdmissionReviews.OfAPod().ToBytes());
        if (contentType is not null)
        {
            content.Headers.Add("Content-Type", contentType);
        }

        using var response = await webhook.Client.PostAsync("/mutate", content);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await response.Content.ReadAsStringAsync()).ShouldContain("application/json");
    }

    [Fact]
    public async Task Takes_a_content_type_with_parameters()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var content = new ByteArrayContent(AdmissionReviews.OfAPod().ToBytes());
        content.Headers.Add("Content-Type", "application/json; charset=utf-8");

        using var response = await webhook.Client.PostAsync("/mutate", content);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Refuses_other_methods_and_names_the_right_one(string method)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/mutate");

        using var response = await webhook.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/Mutate")]
    [InlineData("/mutate/")]
    [InlineData("/metrics")]
    public async Task Knows_no_other_path(string path)
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        using var content = WebhookUnderTest.Json(AdmissionReviews.OfAPod().ToBytes());

        using var response = await webhook.Client.PostAsync(path, content);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("POST /mutate");
    }

    [Fact]
    public async Task Survives_its_own_bugs_and_leads_to_the_log_line()
    {
        var isBroken = false;
        var overrides = new WebhookOverrides
        {
            Answer = (body, snapshot, output, cancellation) => Volatile.Read(ref isBroken)
                ? throw new InvalidOperationException("a bug")
                : Core.Admission.AdmissionHandler.Answer(body, snapshot, output, cancellation),
        };
        await using var webhook = await WebhookUnderTest.StartAsync(overrides: overrides);

        Volatile.Write(ref isBroken, true);
        using var broken = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());
        Volatile.Write(ref isBroken, false);
        using var repaired = await webhook.ReviewAsync(AdmissionReviews.OfAPod().ToBytes());

        broken.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        broken.Headers.RetryAfter.ShouldBeNull();
        repaired.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await broken.Content.ReadAsStringAsync();
        var id = text.Trim().TrimEnd('.').Split(' ')[^1];
        text.ShouldNotContain("a bug");
        (await webhook.StopAndReadLogAsync()).Split('\n').ShouldContain(line => line.Contains(id) && line.Contains("a bug"));
    }

    [Fact]
    public async Task Gives_the_same_bytes_to_many_at_once()
    {
        await using var webhook = await WebhookUnderTest.StartAsync();
        var review = AdmissionReviews.OfAPod().RequestingFor("log-tail").ToBytes();
        var first = await (await webhook.ReviewAsync(review)).Content.ReadAsByteArrayAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            var own = new List<byte[]>();
            for (var i = 0; i < 10; i++)
            {
                using var response = await webhook.ReviewAsync(review);
                own.Add(await response.Content.ReadAsByteArrayAsync());
            }

            return own;
        }));

        answers.SelectMany(own => own).Count().ShouldBe(640);
        answers.SelectMany(own => own).ShouldAllBe(answer => answer.SequenceEqual(first));
    }

    internal static async Task<JsonObject> ResponseOf(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["response"]!.AsObject();
}
