using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Plans;
using Injector.Testing.Catalogue;

namespace Injector.Core.Tests.Catalogue;

/// <summary>No built-in profile insists on a user but root: platforms such as OpenShift refuse numbers outside the namespace's range.</summary>
public sealed class FixedUsersTests
{
    private static readonly Version Native = new(1, 34);

    public static TheoryData<string, string, string> Texts => HardeningTests.Texts;

    public static TheoryData<string> Names => HardeningTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_left_out_where_the_pod_says_so(string name) => ExpectNoUser(Injected(name, ("injector.io/fixed-users", "omit")));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Are_left_out_in_every_variant(string name, string parameter, string word) =>
        ExpectNoUser(Injected(name, ("injector.io/fixed-users", "omit"), ($"{name}.injector.io/{parameter}", word)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Give_way_to_the_user_that_an_annotation_names(string name, string parameter, string word)
    {
        if (!Users(Injected(name, ($"{name}.injector.io/{parameter}", word))).Any(user => user > 0))
        {
            return;
        }

        ExpectNoUser(Injected(name, ($"{name}.injector.io/{parameter}", word), ($"{name}.injector.io/runAsUser", "")));
        ExpectNamed(Injected(name, ($"{name}.injector.io/{parameter}", word), ($"{name}.injector.io/runAsUser", "1000680000")));
        ExpectNamed(Injected(name, ("injector.io/fixed-users", "omit"), ($"{name}.injector.io/{parameter}", word), ($"{name}.injector.io/runAsUser", "1000680000")));
    }

    [Fact]
    public void Are_what_most_profiles_have() =>
        CataloguePod.Profiles.Count(profile => Users(Injected(profile.Name)).Any(user => user > 0)).ShouldBeGreaterThan(8);

    private static void ExpectNamed(InjectionPlan plan)
    {
        Users(plan).ShouldNotBeEmpty();
        Users(plan).ShouldAllBe(user => user == 1000680000);
    }

    private static void ExpectNoUser(InjectionPlan plan)
    {
        Users(plan).ShouldAllBe(user => user == 0);
        Numbers(plan, "runAsGroup").ShouldBeEmpty();
    }

    private static IReadOnlyList<long> Users(InjectionPlan plan) => Numbers(plan, "runAsUser");

    private static IReadOnlyList<long> Numbers(InjectionPlan plan, string field) =>
    [
        .. plan.InitContainers.Concat(plan.Containers)
            .Select(container => (long?)JsonNode.Parse(container.Json.Span)!["securityContext"]![field])
            .OfType<long>(),
    ];

    private static InjectionPlan Injected(string name, params (string Key, string Value)[] annotations)
    {
        var pod = CataloguePod.Requesting(name, annotations);
        pod["spec"]!["securityContext"]!.AsObject().Remove("runAsUser");
        var result = CataloguePod.Inject(CataloguePod.Complete(pod, name), Native);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);
        return result.Plan!;
    }
}
