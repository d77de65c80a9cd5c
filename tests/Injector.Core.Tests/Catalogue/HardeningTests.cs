using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing.Catalogue;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Catalogue;

/// <summary>What every container of every built-in profile carries, whatever its parameters.</summary>
public sealed class HardeningTests
{
    private static readonly Version Native = new(1, 34);

    public static TheoryData<string> Names => [.. CataloguePod.Profiles.Select(profile => profile.Name)];

    /// <summary>Profiles, each with each of the words that its enumerations know.</summary>
    public static TheoryData<string, string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var profile in CataloguePod.Profiles)
            {
                foreach (var parameter in profile.Parameters)
                {
                    foreach (var word in parameter.AllowedValues)
                    {
                        data.Add(profile.Name, parameter.Name, word);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Obeys_the_restricted_level_or_says_which_one_it_needs(string name)
    {
        var profile = CataloguePod.Profiles.Single(profile => profile.Name == name);

        var decision = CataloguePod.Inject(CataloguePod.Requesting(name), Native, "restricted").Decision;

        if (decision is InjectionDecision.Inject)
        {
            profile.Description.ShouldNotMatch("baseline|privileged");
            return;
        }

        decision.Reason.ShouldBe(ReasonCode.PodSecurity);
        profile.Description.ShouldMatch("must allow (the baseline level|privileged pods)");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void States_requests_and_a_memory_limit_for_every_container(string name, string parameter, string word)
    {
        var pod = CataloguePod.Requesting(name, ($"{name}.injector.io/{parameter}", word));
        var result = CataloguePod.Inject(CataloguePod.Complete(pod, name), Native);
        result.Decision.ShouldBeOfType<InjectionDecision.Inject>((result.Decision as InjectionDecision.Deny)?.Message);

        foreach (var container in result.Plan!.InitContainers.Concat(result.Plan.Containers))
        {
            var resources = JsonNode.Parse(container.Json.Span)!["resources"]!;
            resources["requests"]!["cpu"].ShouldNotBeNull(container.Name);
            resources["requests"]!["memory"].ShouldNotBeNull(container.Name);
            resources["limits"]!["memory"].ShouldNotBeNull(container.Name);
        }

        var injected = JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
        CataloguePod.Inject(injected, Native).Patch.IsEmpty.ShouldBeTrue();
    }
}
