using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Policy;

namespace Injector.Profiles.Tests.Resource;

public sealed class TenantPolicyTests
{
    private static readonly TenantPolicy Policy = TenantPolicy.Default with { AllowedImages = ["registry.test/*"] };

    [Theory]
    [InlineData("""{"volumes":[{"name":"v","hostPath":{"path":"/"}}]}""", "spec.volumes[0].hostPath", "host-path")]
    [InlineData("""{"apiToken":true}""", "spec.apiToken", "api-token")]
    [InlineData("""{"volumes":[{"name":"v","projected":{"sources":[{"serviceAccountToken":{"path":"t"}}]}}]}""", "spec.volumes[0].projected.sources[0].serviceAccountToken", "api-token")]
    [InlineData("""{"allowHostNetwork":true}""", "spec.allowHostNetwork", "host-network")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"privileged":true}}}]}""", "spec.sidecars[0].container.securityContext.privileged", "privileged")]
    [InlineData("""{"initContainers":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}}]}""", "spec.initContainers[0].container.securityContext.capabilities.add", "capabilities")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","ports":[{"containerPort":1,"hostPort":1}]}}]}""", "spec.sidecars[0].container.ports[0].hostPort", "host-port")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"elsewhere.test/a"}}]}""", "spec.sidecars[0].container.image", "image")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":{"$when":"pod.namespace == x","$value":"elsewhere.test/a"}}}]}""", "spec.sidecars[0].container.image", "image")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"$(params.image)"}}]}""", "spec.sidecars[0].container.image", "image")]
    [InlineData("""{"overrides":["image"],"allowedImages":["*"]}""", "spec.allowedImages[0]", "image")]
    [InlineData("""{"overrides":["image"],"allowedImages":["registry.test/a","r*"]}""", "spec.allowedImages[1]", "image")]
    [InlineData("""{"overrides":["image"],"allowedImages":["registry.test?a"]}""", "spec.allowedImages[0]", "image")]
    [InlineData("""{"overrides":["resources","securityContext"]}""", "spec.overrides[1]", "privileged")]
    [InlineData("""{"overrides":["ports"]}""", "spec.overrides[0]", "host-port")]
    public void Refuses_with_the_field_and_the_name_of_the_rule(string spec, string field, string rule)
    {
        var refusal = Read(spec, "shop", Policy).Refusals.ShouldHaveSingleItem();

        refusal.FieldPath.ShouldBe(field);
        refusal.Rule.ShouldBe(rule);
        refusal.ToString().ShouldEndWith($" (rule {rule})");
        Read(spec, "injector-system", Policy).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void A_refused_profile_is_not_used_and_a_rule_that_does_not_hold_refuses_nothing()
    {
        const string spec = """{"volumes":[{"name":"v","hostPath":{"path":"/var/log"}}]}""";

        Read(spec, "shop", Policy).Profile.ShouldBeNull();
        Read(spec, "shop", Policy).Reason.ShouldBe("Refused");
        Read(spec, "shop", new TenantPolicy([TenantRule.ApiToken], [])).Profile.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("registry.test/*", "registry.test/tool:$(params.tag)", true)]
    [InlineData("registry.test/tool:?", "registry.test/tool:$(params.tag)", false)]
    [InlineData("registry.test/tool:1", "registry.test/tool:$(params.tag)", false)]
    public void Only_a_star_matches_a_variable(string pattern, string image, bool isAllowed)
    {
        var spec = $$$"""{"parameters":[{"name":"tag","default":"1"}],"sidecars":[{"container":{"name":"a","image":"{{{image}}}"}}]}""";

        Read(spec, "shop", TenantPolicy.Default with { AllowedImages = [pattern] }).Refusals.IsEmpty.ShouldBe(isAllowed);
    }

    [Theory]
    [InlineData("""{"overrides":["image"],"allowedImages":["registry.test/team/*","registry.test/tool:?"]}""")]
    [InlineData("""{"overrides":["resources"]}""")]
    public void Allows_overrides_that_stay_within_the_rules(string spec) => Read(spec, "shop", Policy).Refusals.ShouldBeEmpty();

    [Fact]
    public void Allows_overrides_of_fields_whose_rules_do_not_hold()
    {
        const string spec = """{"overrides":["securityContext","ports","image"],"allowedImages":["*"]}""";
        var policy = TenantPolicy.Default with { Rules = [TenantRule.Capabilities] };

        Read(spec, "shop", policy).Refusals.ShouldHaveSingleItem().Rule.ShouldBe("capabilities");
        Read(spec, "shop", policy with { Rules = [] }).Refusals.ShouldBeEmpty();
    }

    private static ResourceReading Read(string spec, string @namespace, TenantPolicy policy) =>
        new ProfileResourceReader("injector-system", policy).Read(new ProfileObject { Namespace = @namespace, Name = "own", Spec = spec });
}
