namespace Injector.Diagnostics.Tests.Checks;

public sealed class LimitRangesCheckTests
{
    [Theory]
    [InlineData("""{"type": "Container", "max": {"memory": "24Mi"} }""", "container log-tail has limits.memory 32Mi, and the most is 24Mi", "limits.memory=24Mi")]
    [InlineData("""{"type": "Container", "max": {"cpu": "1"} }""", "container log-tail states no limits.cpu, and the most is 1", "limits.cpu=1")]
    [InlineData("""{"type": "Container", "min": {"cpu": "10m"} }""", "container log-tail has requests.cpu 5m, and the least is 10m", "requests.cpu=10m")]
    [InlineData("""{"type": "Container", "maxLimitRequestRatio": {"memory": "2"} }""", "container log-tail has limits.memory 32Mi, 4 times its request, and the most is 2 times", "requests.memory=16Mi")]
    public void What_a_range_refuses_of_a_sidecar_is_a_problem_with_the_amount_that_it_takes(string item, string what, string amount) =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting()).Range(item)).ShouldBe(
            $"problem limit-ranges: a new pod of Deployment shop/web is refused by LimitRange shop/bounds: {what} -> kubectl annotate namespace shop injector.io/resources={amount}, or widen the range");

    [Theory]
    [InlineData("""{"type": "Container", "max": {"memory": "24Mi"} }""", "limits.memory=24Mi")]
    [InlineData("""{"type": "Container", "min": {"cpu": "10m"} }""", "requests.cpu=10m")]
    [InlineData("""{"type": "Container", "maxLimitRequestRatio": {"memory": "2"} }""", "requests.memory=16Mi")]
    public void The_amount_that_is_advised_is_accepted(string item, string amount) =>
        Looking.At(LimitedCluster.With(LimitedCluster.Requesting(annotations: $$"""{"injector.io/inject": "log-tail", "injector.io/resources": "{{amount}}"}""")).Range(item)).ShouldBeEmpty();

    [Fact]
    public void What_the_range_gives_by_itself_is_stated() =>
        Looking.At(LimitedCluster.With(LimitedCluster.Requesting()).Range("""{"type": "Container", "max": {"cpu": "1"}, "default": {"cpu": "1"}, "defaultRequest": {"cpu": "1"} }""")).ShouldBeEmpty();

    [Fact]
    public void A_pod_that_is_too_large_only_with_its_sidecars_is_a_problem() =>
        Looking.AtOnly(LimitedCluster.With(LimitedCluster.Requesting()).Range("""{"type": "Pod", "max": {"memory": "140Mi"} }""")).ShouldBe(
            "problem limit-ranges: a new pod of Deployment shop/web is refused by LimitRange shop/bounds: the pod has limits.memory 160Mi, and the most is 140Mi"
            + " -> Widen the range, or lower what the sidecars state.");

    [Theory]
    [InlineData("""{"type": "Pod", "max": {"memory": "100Mi"} }""")]
    [InlineData("""{"type": "PersistentVolumeClaim", "max": {"storage": "1Gi"} }""")]
    [InlineData("""{"type": "Pod", "max": {"memory": "160Mi"} }""")]
    public void What_was_so_before_or_is_held_is_not_told(string item) => Looking.At(LimitedCluster.With(LimitedCluster.Requesting()).Range(item)).ShouldBeEmpty();
}
