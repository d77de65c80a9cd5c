namespace Injector.Diagnostics.Tests.Checks;

public sealed class QuotasCheckTests
{
    [Theory]
    [InlineData("""{"limits.cpu": "2"}""", "limits.cpu")]
    [InlineData("""{"limits.cpu": "2", "limits.memory": "1Gi", "requests.cpu": "2"}""", "limits.cpu")]
    public void A_sidecar_that_does_not_state_what_a_quota_wants_of_every_container_is_a_problem(string hard, string missing) =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting()).Quota(hard)).ShouldBe(
            $"problem quotas: a new pod of Deployment shop/web is refused by ResourceQuota shop/compute: log-tail states no {missing}, which that quota wants of every container"
            + $" -> kubectl annotate namespace shop injector.io/resources={missing}=AMOUNT, or let a LimitRange give defaults");

    [Fact]
    public void What_the_annotation_or_a_LimitRange_gives_is_stated()
    {
        const string hard = """{"limits.cpu": "2"}""";
        var annotated = LimitedCluster.Requesting(annotations: """{"injector.io/inject": "log-tail", "injector.io/resources": "limits.cpu=50m"}""");

        Looking.At(LimitedCluster.With(annotated).Quota(hard)).ShouldBeEmpty();
        Looking.At(LimitedCluster.With(LimitedCluster.Requesting()).Quota(hard).Range("""{"type": "Container", "default": {"cpu": "100m"} }""")).ShouldBeEmpty();
        Looking.OkOf("quotas", LimitedCluster.With(annotated).Quota(hard)).ShouldBe(["no ResourceQuota would refuse a pod for its sidecars"]);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData(LimitedCluster.Stated, """ "resources": {"limits": {"cpu": "1", "memory": "1Gi"} }, """)]
    public void A_pod_that_was_refused_before_or_that_states_resources_of_its_own_is_not_told(string resources, string fields) =>
        Looking.At(LimitedCluster.With(LimitedCluster.Requesting(resources, fields: fields)).Quota("""{"limits.cpu": "4"}""")).ShouldBeEmpty();

    [Theory]
    [InlineData(""" "scopes": ["BestEffort"], """, false)]
    [InlineData(""" "scopes": ["NotBestEffort"], """, true)]
    [InlineData(""" "scopes": ["Terminating"], """, false)]
    [InlineData(""" "scopes": ["NotTerminating"], """, true)]
    [InlineData(""" "scopes": ["PriorityClass"], """, false)]
    [InlineData(""" "scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "In", "values": ["high"]}]}, """, false)]
    [InlineData(""" "scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "NotIn", "values": ["high"]}]}, """, true)]
    [InlineData(""" "scopeSelector": {"matchExpressions": [{"scopeName": "PriorityClass", "operator": "DoesNotExist"}]}, """, true)]
    [InlineData(""" "scopeSelector": {"matchExpressions": [{"scopeName": "SomethingNewer", "operator": "Exists"}]}, """, false)]
    public void A_quota_holds_for_the_pods_of_its_scopes(string scopes, bool isHeld) =>
        Looking.At(LimitedCluster.With(LimitedCluster.Requesting()).Quota("""{"limits.cpu": "2"}""", scopes)).Count.ShouldBe(isHeld ? 1 : 0);

    [Fact]
    public void A_pod_that_never_fits_with_its_sidecars_is_a_problem() =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting()).Quota("""{"limits.memory": "150Mi"}""")).ShouldBe(
            "problem quotas: a new pod of Deployment shop/web never fits into ResourceQuota shop/compute: with its sidecars it needs 160Mi of limits.memory, without them 128Mi, and there are 150Mi"
            + " -> Raise the quota, or lower what the sidecars state.");

    [Theory]
    [InlineData("memory", "250Mi", "216Mi", "192Mi", false)]
    [InlineData("requests.memory", "200Mi", "216Mi", "192Mi", true)]
    [InlineData("requests.cpu", "312m", "315m", "300m", true)]
    [InlineData("requests.cpu", "299m", "315m", "300m", false)]
    public void Pods_that_no_longer_fit_together_are_a_warning(string name, string hard, string after, string before, bool isReported)
    {
        var findings = Looking.At(LimitedCluster.With(LimitedCluster.Requesting(replicas: 3)).Quota($$"""{"{{name}}": "{{hard}}"}"""));

        findings.ShouldBe(!isReported ? [] : (string[])
        [
            $"warning quotas: with their sidecars, the pods of shop need {after} of {name}, without them {before}, and ResourceQuota shop/compute allows {hard}: the last ones are refused"
            + " -> Raise the quota, or lower what the sidecars state.",
        ]);
    }

    [Fact]
    public void Pods_without_sidecars_take_their_share() =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting(), LimitedCluster.Silent(replicas: 2)).Quota("""{"requests.memory": "192Mi"}"""))
            .ShouldStartWith("warning quotas: with their sidecars, the pods of shop need 200Mi of requests.memory, without them 192Mi, ");

    [Fact]
    public void Without_the_clusters_configuration_it_is_a_warning() =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting()).Quota("""{"limits.cpu": "2"}""") with { Settings = null })
            .ShouldStartWith("warning quotas: a new pod of Deployment shop/web is refused by ResourceQuota shop/compute, as far as can be told from here: ");
}
