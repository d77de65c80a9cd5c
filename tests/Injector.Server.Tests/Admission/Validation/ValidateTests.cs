using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Injector.Profiles.Resource.Restrictions;
using Injector.Server.Options;
using Injector.Server.Tests.Hosting;

namespace Injector.Server.Tests.Admission.Validation;

public sealed class ValidateTests
{
    private const string Good = """{"sidecars":[{"container":{"name":"helper","image":"example/helper:1"}}]}""";
    private const string Bad = """{"sidecars":[{"container":{"name":"helper","imagee":"example/helper:1"}}]}""";
    private const string HostPath = """{"volumes":[{"name":"v","hostPath":{"path":"/var/log"}}]}""";

    private static readonly ServerOptions Options = WebhookUnderTest.Options with { OwnNamespace = "injector-system" };

    [Fact]
    public async Task Allows_a_good_profile_and_refuses_a_broken_one_in_the_words_of_a_file()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options);

        (await QueryAsync(webhook, Good))["allowed"]!.GetValue<bool>().ShouldBeTrue();
        var denied = await QueryAsync(webhook, Bad, "UPDATE", Good);

        denied["uid"]!.ToString().ShouldBe("u");
        denied["allowed"]!.GetValue<bool>().ShouldBeFalse();
        denied["status"]!["code"]!.GetValue<int>().ShouldBe(422);
        denied["status"]!["message"]!.ToString().ShouldContain("spec.sidecars[0].container.imagee: Container has no field 'imagee'; did you mean 'image'?");
        (await webhook.MetricsAsync()).ShouldContain("injector_profile_reviews_total{result=\"invalid\"} 1");
    }

    [Fact]
    public async Task Refuses_by_the_name_of_the_rule_only_outside_the_own_namespace_and_only_while_the_rule_holds()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options);
        await using var lenient = await WebhookUnderTest.StartAsync(Options with { TenantRules = [TenantRule.Privileged] });

        var denied = await QueryAsync(webhook, HostPath);

        denied["status"]!["code"]!.GetValue<int>().ShouldBe(403);
        denied["status"]!["message"]!.ToString().ShouldContain("(rule host-path)");
        (await QueryAsync(webhook, HostPath, @namespace: "injector-system"))["allowed"]!.GetValue<bool>().ShouldBeTrue();
        (await QueryAsync(lenient, HostPath))["allowed"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_rule_that_0_1_0_did_not_have_refuses_what_is_stored_now_and_lets_stored_objects_be_relabelled()
    {
        const string root = """{"sidecars":[{"container":{"name":"helper","image":"example/helper:1","securityContext":{"runAsUser":0,"runAsNonRoot":false}}}]}""";
        await using var webhook = await WebhookUnderTest.StartAsync(Options);

        foreach (var denied in new[] { await QueryAsync(webhook, root), await QueryAsync(webhook, root, "UPDATE", Good) })
        {
            denied["status"]!["code"]!.GetValue<int>().ShouldBe(403);
            denied["status"]!["message"]!.ToString().ShouldContain("(rule root)");
        }

        var relabelled = await QueryAsync(webhook, root, "UPDATE", root);
        relabelled["allowed"]!.GetValue<bool>().ShouldBeTrue();
        relabelled["warnings"]![0]!.ToString().Length.ShouldBeInRange(1, 120);
    }

    [Fact]
    public async Task A_tenant_may_not_store_a_profile_of_a_protected_name()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options with { ProtectedProfiles = ["*"] });

        var denied = await QueryAsync(webhook, Good);

        denied["status"]!["code"]!.GetValue<int>().ShouldBe(403);
        denied["status"]!["message"]!.ToString().ShouldContain("metadata.name");
        (await QueryAsync(webhook, Good, @namespace: "injector-system"))["allowed"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Lets_a_broken_profile_be_deleted_and_its_metadata_be_changed()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options);

        (await QueryAsync(webhook, Bad, "DELETE"))["allowed"]!.GetValue<bool>().ShouldBeTrue();
        var relabelled = await QueryAsync(webhook, Bad, "UPDATE", Bad);

        relabelled["allowed"]!.GetValue<bool>().ShouldBeTrue();
        relabelled["warnings"]![0]!.ToString().Length.ShouldBeInRange(1, 120);
    }

    [Fact]
    public async Task Warns_of_what_will_not_work_and_stores_it()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options);
        var untagged = string.Join(',', Enumerable.Range(0, 6).Select(index => $$$"""{"container":{"name":"c{{{index}}}","image":"example/helper","securityContext":{"runAsUser":1} } }"""));

        var bare = await QueryAsync(webhook, Good);
        var many = await QueryAsync(webhook, $$"""{"sidecars":[{{untagged}}]}""", "UPDATE", Good);

        bare["allowed"]!.GetValue<bool>().ShouldBeTrue();
        bare["warnings"]!.AsArray().Select(warning => warning!.ToString()).ShouldBe(["no-run-as-user: spec.sidecars[0].container; injector profiles lint says more"]);
        many["allowed"]!.GetValue<bool>().ShouldBeTrue();
        many["warnings"]!.AsArray().Count.ShouldBe(5);
        many["warnings"]!.AsArray().ShouldAllBe(warning => warning!.ToString().Length <= 120);
        many["warnings"]![4]!.ToString().ShouldBe("and 2 more; injector profiles lint says them all");
        (await QueryAsync(webhook, Good.Replace("helper:1\"", "helper:1\",\"securityContext\":{\"runAsUser\":1}", StringComparison.Ordinal)))["warnings"].ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_review_is_answered_400()
    {
        await using var webhook = await WebhookUnderTest.StartAsync(Options);

        var answer = await webhook.Client.PostAsync("/validate", WebhookUnderTest.Json("{}"u8.ToArray()));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonNode> QueryAsync(
        WebhookUnderTest webhook, string spec, string operation = "CREATE", string? old = null, string @namespace = "shop")
    {
        var @object = $$"""{"apiVersion":"injector.io/v1alpha1","kind":"SidecarProfile","metadata":{"name":"own"},"spec":{{spec}}}""";
        var before = old is null ? "null" : $$"""{"metadata":{"name":"own"},"spec":{{old}}}""";
        var body = $$$"""
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u","operation":"{{{operation}}}","namespace":"{{{@namespace}}}","name":"own",
             "resource":{"group":"injector.io","version":"v1alpha1","resource":"sidecarprofiles"},"object":{{{@object}}},"oldObject":{{{before}}}}}
            """;
        var answer = await webhook.Client.PostAsync("/validate", WebhookUnderTest.Json(Encoding.UTF8.GetBytes(body)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["response"]!;
    }
}
