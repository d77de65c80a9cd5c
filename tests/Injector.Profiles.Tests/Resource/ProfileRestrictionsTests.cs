using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Profiles.Tests.Resource;

public sealed class ProfileRestrictionsTests
{
    private static readonly ProfileRestrictions Policy = ProfileRestrictions.Default with { AllowedImages = ["registry.test/*"] };

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
    [InlineData("""{"earlierImages":["evil.example/tool"]}""", "spec.earlierImages[0]", "image")]
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
        Read(spec, "shop", new ProfileRestrictions([TenantRule.ApiToken], [])).Profile.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("registry.test/*", "registry.test/tool:$(params.tag)", true)]
    [InlineData("registry.test/tool:?", "registry.test/tool:$(params.tag)", false)]
    [InlineData("registry.test/tool:1", "registry.test/tool:$(params.tag)", false)]
    public void Only_a_star_matches_a_variable(string pattern, string image, bool isAllowed)
    {
        var spec = $$$"""{"parameters":[{"name":"tag","default":"1"}],"sidecars":[{"container":{"name":"a","image":"{{{image}}}"}}]}""";

        Read(spec, "shop", ProfileRestrictions.Default with { AllowedImages = [pattern] }).Refusals.IsEmpty.ShouldBe(isAllowed);
    }

    [Theory]
    [InlineData("""{"overrides":["image"],"allowedImages":["registry.test/team/*","registry.test/tool:?"]}""")]
    [InlineData("""{"overrides":["resources"]}""")]
    public void Allows_overrides_that_stay_within_the_rules(string spec) => Read(spec, "shop", Policy).Refusals.ShouldBeEmpty();

    [Fact]
    public void Allows_overrides_of_fields_whose_rules_do_not_hold()
    {
        const string spec = """{"overrides":["securityContext","ports","image"],"allowedImages":["*"]}""";
        var policy = ProfileRestrictions.Default with { Rules = [TenantRule.Capabilities] };

        Read(spec, "shop", policy).Refusals.ShouldHaveSingleItem().Rule.ShouldBe("capabilities");
        Read(spec, "shop", policy with { Rules = [] }).Refusals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"seccompProfile":{"type":"Unconfined"}}}}]}""", "spec.sidecars[0].container.securityContext.seccompProfile", "seccomp")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"appArmorProfile":{"type":"Unconfined"}}}}]}""", "spec.sidecars[0].container.securityContext.appArmorProfile", "app-armor")]
    [InlineData("""{"parameters":[{"name":"user","type":"integer","default":1000}],"initContainers":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"runAsUser":"$(params.user)","runAsNonRoot":true}}}]}""", "spec.initContainers[0].container.securityContext.runAsUser", "root")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"seLinuxOptions":{"type":"spc_t"}}}}]}""", "spec.sidecars[0].container.securityContext.seLinuxOptions", "selinux")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"seLinuxOptions":{"user":"system_u"}}}}]}""", "spec.sidecars[0].container.securityContext.seLinuxOptions", "selinux")]
    [InlineData("""{"initContainers":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"runAsNonRoot":false}}}]}""", "spec.initContainers[0].container.securityContext.runAsNonRoot", "root")]
    [InlineData("""{"overrides":["runAsUser"]}""", "spec.overrides[0]", "root")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","livenessProbe":{"httpGet":{"host":"169.254.169.254","port":80}}}}]}""", "spec.sidecars[0].container.livenessProbe.httpGet.host", "probe-host")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","lifecycle":{"preStop":{"tcpSocket":{"host":"db","port":80}}}}}]}""", "spec.sidecars[0].container.lifecycle.preStop.tcpSocket.host", "probe-host")]
    [InlineData("""{"volumes":[{"name":"v","flexVolume":{"driver":"a/b"}}]}""", "spec.volumes[0].flexVolume", "volume-type")]
    [InlineData("""{"volumes":[{"name":"v","nfs":{"server":"a","path":"/"}}]}""", "spec.volumes[0].nfs", "volume-type")]
    [InlineData("""{"volumes":[{"$when":"pod.namespace == x","name":"v","csi":{"driver":"a"}}]}""", "spec.volumes[0].csi", "volume-type")]
    [InlineData("""{"pod":{"annotations":{"container.apparmor.security.beta.kubernetes.io/a":"unconfined"}}}""", "spec.pod.annotations.container.apparmor.security.beta.kubernetes.io/a", "app-armor")]
    [InlineData("""{"pod":{"annotations":{"container.seccomp.security.alpha.kubernetes.io/a":"unconfined"}}}""", "spec.pod.annotations.container.seccomp.security.alpha.kubernetes.io/a", "seccomp")]
    [InlineData("""{"pod":{"annotations":{"$when":"pod.namespace == x","seccomp.security.alpha.kubernetes.io/pod":"unconfined"}}}""", "spec.pod.annotations.seccomp.security.alpha.kubernetes.io/pod", "seccomp")]
    [InlineData("""{"pod":{"annotations":{"$when":"pod.namespace == x","$value":{"openshift.io/scc":"privileged"}}}}""", "spec.pod.annotations.$value.openshift.io/scc", "annotations")]
    [InlineData("""{"pod":{"annotations":{"injector.io/status":"x"}}}""", "spec.pod.annotations.injector.io/status", "annotations")]
    [InlineData("""{"pod":{"labels":{"injector.io/injection":"disabled"}}}""", "spec.pod.labels.injector.io/injection", "labels")]
    [InlineData("""{"pod":{"labels":{"role":"gateway"}}}""", "spec.pod.labels.role", "labels")]
    [InlineData("""{"application":{"env":[{"name":"LD_PRELOAD","value":"/x"}]}}""", "spec.application.env[0].name", "loader")]
    public void What_only_a_newer_rule_refuses_is_used_where_it_is_stored_and_said(string spec, string field, string rule)
    {
        var reading = Read(spec, "shop", Policy);

        reading.Errors.ShouldBeEmpty();
        var refusal = reading.Tolerated.ShouldHaveSingleItem();
        refusal.FieldPath.ShouldBe(field);
        refusal.Rule.ShouldBe(rule);
        reading.Profile.ShouldNotBeNull();
        reading.ToStatus().ToString().ShouldContain($"(rule {rule})");
        ShouldBeThatRulesAlone(spec, rule);
    }

    [Theory]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"appArmorProfile":{"$when":"pod.namespace == x","$value":{"type":"Unconfined"}}}}}]}""", "spec.sidecars[0].container.securityContext.appArmorProfile", "app-armor")]
    [InlineData("""{"initContainers":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"runAsUser":0,"runAsNonRoot":true}}}]}""", "spec.initContainers[0].container.securityContext.runAsUser", "root")]
    [InlineData("""{"initContainers":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"runAsUser":"$(params.user)"}}}]}""", "spec.initContainers[0].container.securityContext.runAsUser", "root")]
    public void What_a_newer_rule_refuses_of_a_broken_profile_is_refused_beside_the_errors(string spec, string field, string rule)
    {
        var reading = Read(spec, "shop", Policy);

        reading.Errors.ShouldNotBeEmpty();
        reading.Profile.ShouldBeNull();
        var refusal = reading.Refusals.ShouldHaveSingleItem();
        refusal.FieldPath.ShouldBe(field);
        refusal.Rule.ShouldBe(rule);
        ShouldBeThatRulesAlone(spec, rule);
    }

    private static void ShouldBeThatRulesAlone(string spec, string rule)
    {
        var without = Policy with { Rules = [.. Policy.Rules.Where(one => one.Text() != rule)] };
        foreach (var reading in (ReadOnlySpan<ResourceReading>)[Read(spec, "injector-system", Policy), Read(spec, "shop", without)])
        {
            reading.Refusals.Concat(reading.Tolerated).ShouldNotContain(refusal => refusal.Rule == rule);
        }
    }

    [Theory]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","securityContext":{"seccompProfile":{"type":"RuntimeDefault"},"seLinuxOptions":{"type":"container_t"},"runAsUser":"$(app.user)","runAsNonRoot":true}}}]}""")]
    [InlineData("""{"sidecars":[{"container":{"name":"a","image":"registry.test/a","readinessProbe":{"httpGet":{"port":80}}}}]}""")]
    [InlineData("""{"pod":{"annotations":{"prometheus.io/scrape":"true"},"labels":{"app.kubernetes.io/part-of":"shop"}}}""")]
    [InlineData("""{"parameters":[{"name":"path","default":"/var/log/app"}],"volumes":[{"name":"v","emptyDir":{}}],"application":{"env":[{"name":"JAVA_TOOL_OPTIONS","value":"-javaagent:/a.jar"}],"volumeMounts":[{"name":"v","mountPath":"$(params.path)"}]}}""")]
    public void Allows_what_ordinary_profiles_do(string spec)
    {
        Read(spec, "shop", Policy).Tolerated.ShouldBeEmpty();
        Read(spec, "shop", Policy).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public void What_an_older_rule_refuses_too_is_not_used()
    {
        var reading = Read("""{"apiToken":true,"pod":{"labels":{"role":"gateway"}}}""", "shop", Policy);

        reading.Profile.ShouldBeNull();
        reading.Refusals.Length.ShouldBe(2);
    }

    [Fact]
    public void A_list_that_allows_everything_still_keeps_Injectors_own_keys()
    {
        var policy = Policy with { AllowedLabels = ["*"], AllowedAnnotations = ["*"], AnnotationPrefix = "sidecars.example.org" };

        Read("""{"pod":{"labels":{"role":"gateway","injector.io/x":"y"}}}""", "shop", policy).Tolerated.ShouldBeEmpty();
        Read("""{"pod":{"annotations":{"config.sidecars.example.org/a.b":"x"}}}""", "shop", policy).Tolerated.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("container.apparmor.security.beta.kubernetes.io/a", "app-armor")]
    [InlineData("container.seccomp.security.alpha.kubernetes.io/a", "seccomp")]
    [InlineData("seccomp.security.alpha.kubernetes.io/pod", "seccomp")]
    public void A_list_that_allows_everything_frees_no_annotation_that_confines_a_container(string key, string rule)
    {
        var spec = $$$$"""{"pod":{"annotations":{"{{{{key}}}}":"unconfined"}}}""";
        var policy = Policy with { AllowedAnnotations = ["*"] };

        Read(spec, "shop", policy).Tolerated.ShouldHaveSingleItem().Rule.ShouldBe(rule);
        Read(spec, "shop", policy with { Rules = [TenantRule.Annotations] }).Tolerated.ShouldBeEmpty();
        Read(spec, "shop", Policy with { Rules = [TenantRule.Annotations] }).Tolerated.ShouldHaveSingleItem().Rule.ShouldBe("annotations");
    }

    [Theory]
    [InlineData("own", false)]
    [InlineData("o*", false)]
    [InlineData("*w*", false)]
    [InlineData("*own*", false)]
    [InlineData("other", true)]
    [InlineData("ow?", true)]
    [InlineData("own*n", true)]
    [InlineData("*n*w*", true)]
    public void A_tenant_takes_no_protected_name(string pattern, bool isAllowed)
    {
        var policy = Policy with { ProtectedProfiles = [pattern] };

        var reading = Read("{}", "shop", policy);

        (reading.Profile is not null).ShouldBe(isAllowed);
        Read("{}", "injector-system", policy).Profile.ShouldNotBeNull();
        if (!isAllowed)
        {
            var refusal = reading.Refusals.ShouldHaveSingleItem();
            refusal.Rule.ShouldBe("protected-profile");
            refusal.FieldPath.ShouldBe("metadata.name");
            reading.ToStatus().Reason.ShouldBe("Refused");
        }
    }

    private static ResourceReading Read(string spec, string @namespace, ProfileRestrictions policy) =>
        new ProfileResourceReader("injector-system", policy).Read(new ProfileObject { Namespace = @namespace, Name = "own", Spec = spec });
}
