using System.Text;
using System.Text.Json.Nodes;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;
using Injector.Testing.FakeApiServer;

namespace Injector.Server.Tests.Certificates;

/// <summary>What the API server refuses keeps nobody from going on, and is told.</summary>
public sealed class ManagedCertificateFailureTests
{
    [Fact]
    public async Task Serves_and_is_trusted_when_nothing_is_refused()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(ManagedCertificateWebhook.PutConfiguration);

        await self.WaitAsync(async () => await self.IsServingAsync() && self.IsTrusted);

        var metrics = await self.Webhook.MetricsAsync();
        metrics.ShouldContain("injector_certificate_renewals_total{result=\"success\"} 1\n");
        metrics.ShouldContain("injector_certificate_renewals_total{result=\"failure\"} 0\n");
        metrics.ShouldContain("\ninjector_certificate_not_after_timestamp_seconds ");
        metrics.ShouldContain("\ninjector_certificate_authority_not_after_timestamp_seconds ");
        (await self.Webhook.StopAndReadLogAsync()).ShouldMatch(@"valid until \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ");
    }

    [Fact]
    public async Task A_mistyped_wish_to_rotate_is_told_and_keeps_nothing_else_from_its_turn()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(ManagedCertificateWebhook.PutConfiguration);
        await self.WaitAsync(async () => await self.IsServingAsync() && self.IsTrusted);
        var secret = self.Objects.Get(ManagedCertificateWebhook.Secret)!;
        secret["metadata"]!["annotations"] = new JsonObject { ["injector.io/rotate-certificates"] = "true" };
        self.Objects.Put(ManagedCertificateWebhook.Secret, secret);
        ManagedCertificateWebhook.PutConfiguration(self.Objects);

        await self.WaitAsync(async () => self.IsTrusted && await self.HasFailedAsync());
        var served = await self.Webhook.ServedSerialNumberAsync();
        self.Clock.Leap(TimeSpan.FromDays(61));
        await self.WaitAsync(async () => await self.Webhook.ServedSerialNumberAsync() != served);

        (await self.Webhook.StopAndReadLogAsync()).ShouldContain("is \"true\"; write \"overlap\" or \"distrust\", or remove it");
    }

    [Theory]
    [InlineData("GET", "/secrets/", "refused to read Secret system/shared: 403 Forbidden")]
    [InlineData("POST", "/secrets", "refused to write Secret system/shared: 403 Forbidden")]
    [InlineData("GET", "/leases/", "refused to read Lease system/shared: 403 Forbidden")]
    [InlineData("POST", "/leases", "refused to write Lease system/shared: 403 Forbidden")]
    public async Task Is_not_ready_without_a_right_says_which_and_is_once_it_has_it(string method, string path, string expected)
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(objects => objects.Refuse = Forbid(method, path));

        await self.WaitAsync(self.HasFailedAsync);
        (await self.CertificateStateAsync()).ShouldBe("certificate: not ready, waiting for the one that the replicas share");
        var metrics = await self.Webhook.MetricsAsync();
        metrics.ShouldNotContain("\ninjector_certificate_not_after_timestamp_seconds ");
        metrics.ShouldNotContain("\ninjector_certificate_authority_not_after_timestamp_seconds ");
        self.Objects.Refuse = static _ => null;
        await self.WaitAsync(self.IsServingAsync);

        var log = await self.Webhook.StopAndReadLogAsync();
        log.ShouldContain(expected);
        log.ShouldContain("Looking after the certificates works again");
        log.ShouldNotContain("PRIVATE KEY");
    }

    [Theory]
    [InlineData("GET", "refused to read MutatingWebhookConfiguration injector: 403 Forbidden")]
    [InlineData("PATCH", "refused to patch MutatingWebhookConfiguration injector: 403 Forbidden")]
    public async Task Serves_all_the_same_when_a_configuration_is_out_of_reach(string method, string expected)
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(objects =>
        {
            ManagedCertificateWebhook.PutConfiguration(objects);
            objects.Refuse = Forbid(method, "/mutatingwebhookconfigurations/");
        });

        await self.WaitAsync(async () => await self.IsServingAsync() && await self.HasFailedAsync());
        self.IsTrusted.ShouldBeFalse();
        self.Objects.Refuse = static _ => null;
        await self.WaitAsync(() => Task.FromResult(self.IsTrusted));

        (await self.Webhook.StopAndReadLogAsync()).ShouldContain(expected);
    }

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(401, "Unauthorized")]
    public async Task Keeps_the_certificate_while_the_API_server_is_unwell_and_catches_up(int status, string reason)
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(ManagedCertificateWebhook.PutConfiguration);
        await self.WaitAsync(async () => await self.IsServingAsync() && self.IsTrusted);
        var served = await self.Webhook.ServedSerialNumberAsync();

        self.Objects.Refuse = _ => (status, reason);
        ManagedCertificateWebhook.PutConfiguration(self.Objects);
        await self.WaitAsync(self.HasFailedAsync);
        (await self.IsServingAsync()).ShouldBeTrue();
        (await self.Webhook.ServedSerialNumberAsync()).ShouldBe(served);

        self.Objects.Refuse = static _ => null;
        await self.WaitAsync(() => Task.FromResult(self.IsTrusted));
    }

    [Fact]
    public async Task Takes_the_certificates_of_one_who_was_faster()
    {
        await using var other = await ManagedCertificateWebhook.StartAsync();
        await other.WaitAsync(other.IsServingAsync);
        var theirs = other.Objects.Get(ManagedCertificateWebhook.Secret)!;
        await using var self = await ManagedCertificateWebhook.StartAsync(objects => objects.Before = request =>
        {
            if (request is { Method: "POST" } && request.Path.EndsWith("/secrets", StringComparison.Ordinal) && objects.Get(ManagedCertificateWebhook.Secret) is null)
            {
                objects.Put(ManagedCertificateWebhook.Secret, theirs);
            }
        });

        await self.WaitAsync(self.IsServingAsync);

        (await self.Webhook.ServedSerialNumberAsync()).ShouldBe(await other.Webhook.ServedSerialNumberAsync());
        self.Objects.Get(ManagedCertificateWebhook.Secret)!["data"]!.ToJsonString().ShouldBe(theirs["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Loses_a_renewal_to_one_who_was_faster_and_serves_theirs()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync();
        await self.WaitAsync(self.IsServingAsync);
        await using var other = await ManagedCertificateWebhook.StartAsync(objects => objects.Put(ManagedCertificateWebhook.Secret, self.Objects.Get(ManagedCertificateWebhook.Secret)!));
        await other.WaitAsync(other.IsServingAsync);
        other.Clock.Leap(TimeSpan.FromDays(61));
        await other.WaitAsync(async () => await other.Webhook.ServedSerialNumberAsync() != await self.Webhook.ServedSerialNumberAsync());
        var theirs = other.Objects.Get(ManagedCertificateWebhook.Secret)!;
        var isReplaced = false;
        self.Objects.Before = request =>
        {
            if (request.Method == "PUT" && request.Path == ManagedCertificateWebhook.Secret && !isReplaced)
            {
                isReplaced = true;
                self.Objects.Put(ManagedCertificateWebhook.Secret, theirs);
            }
        };

        self.Clock.Leap(TimeSpan.FromDays(61) + TimeSpan.FromMinutes(5));
        await self.WaitAsync(async () => await self.Webhook.ServedSerialNumberAsync() == await other.Webhook.ServedSerialNumberAsync());

        isReplaced.ShouldBeTrue();
        self.Objects.Get(ManagedCertificateWebhook.Secret)!["data"]!.ToJsonString().ShouldBe(theirs["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_restored_Secret_takes_no_trust_from_the_certificate_that_is_served()
    {
        await using var older = await ManagedCertificateWebhook.StartAsync();
        await older.WaitAsync(older.IsServingAsync);
        await using var self = await ManagedCertificateWebhook.StartAsync(ManagedCertificateWebhook.PutConfiguration);
        await self.WaitAsync(async () => await self.IsServingAsync() && self.IsTrusted);
        var served = await self.Webhook.ServedSerialNumberAsync();
        var before = Bundle(self);
        var told = new List<string>();
        self.Objects.Before = request =>
        {
            if (request.Method == "PATCH" && request.Path == ManagedCertificateWebhook.Configuration)
            {
                told.Add(Bundle(self));
            }
        };

        self.Objects.Put(ManagedCertificateWebhook.Secret, older.Objects.Get(ManagedCertificateWebhook.Secret)!);
        await self.WaitAsync(() => Task.FromResult(self.IsTrusted && told.Count > 0));

        told.ShouldAllBe(bundle => bundle.Contains(before, StringComparison.Ordinal) && bundle.Contains(Bundle(older), StringComparison.Ordinal));
        (await self.Webhook.ServedSerialNumberAsync()).ShouldBe(served);
        await self.WaitAsync(async () => await self.Webhook.ServedSerialNumberAsync() != served);
        (await self.Webhook.StopAndReadLogAsync()).ShouldContain("Secret system/shared was replaced and lacked authorities that are still in use");
    }

    [Fact]
    public async Task Survives_answers_that_make_no_sense()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync(objects =>
        {
            objects.Put(ManagedCertificateWebhook.Secret, JsonNode.Parse("""{"metadata": {"name": "shared"}, "data": []}""")!.AsObject());
            objects.Put("/apis/coordination.k8s.io/v1/namespaces/system/leases/shared", JsonNode.Parse("""{"metadata": {"name": "shared"}, "spec": "none"}""")!.AsObject());
            objects.Put(ManagedCertificateWebhook.Configuration, JsonNode.Parse("""{"metadata": {"name": "injector"}, "webhooks": [{"name": "a"}, 3]}""")!.AsObject());
        });

        await self.WaitAsync(self.IsServingAsync);

        self.Objects.Get(ManagedCertificateWebhook.Secret)!["data"]!["tls.crt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Gives_the_Lease_back_when_it_stops()
    {
        await using var self = await ManagedCertificateWebhook.StartAsync();
        await self.WaitAsync(self.IsServingAsync);

        await self.Webhook.Running.StopAsync(CancellationToken.None);

        self.Objects.Get("/apis/coordination.k8s.io/v1/namespaces/system/leases/shared")!["spec"]!["holderIdentity"]!.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_that_there_is_no_cluster_to_keep_certificates_in()
    {
        var options = WebhookUnderTest.Options with { Certificates = CertificateMode.Self, CertificateSecret = "system/shared", CertificateNames = ["localhost"] };

        var exception = await Should.ThrowAsync<StartupException>(async () => await WebhookUnderTest.StartAsync(options));

        exception.Message.ShouldStartWith("certificates: 'self' keeps its certificates in a cluster, and there is none");
    }

    private static string Bundle(ManagedCertificateWebhook self) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(self.Objects.Get(ManagedCertificateWebhook.Secret)!["data"]!["ca.crt"]!.ToString()));

    private static Func<FakeRequest, (int, string)?> Forbid(string method, string path) =>
        request => request.Method == method && request.Path.Contains(path, StringComparison.Ordinal) ? (403, "Forbidden") : null;
}
