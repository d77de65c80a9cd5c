using System.Text.Json.Nodes;
using Injector.Testing.Oracles;

namespace Injector.Profiles.Tests.Resource;

/// <summary>
/// Evaluates every CEL rule of the definition on the cases that the reader is held to: a rule refuses where the reader refuses because of
/// it, and nowhere else.
/// </summary>
public sealed class SchemaRuleEvaluationTests
{
    [OracleTheory]
    [MemberData(nameof(SchemaRuleTests.Cases), MemberType = typeof(SchemaRuleTests))]
    public async Task A_rule_of_the_definition_decides_as_the_reader_does(string rule, string name, string fields, bool isTaken)
    {
        var rules = SchemaRules.All();
        var scope = rules.Single(entry => entry.Rule == rule).Scope;

        var answers = await CelOracle.EvaluateAsync(new JsonObject { ["self"] = Self(scope, name, fields) }, [.. rules.Where(entry => entry.Scope == scope).Select(entry => entry.Rule)]);

        var refused = rules.Where(entry => entry.Scope == scope).Zip(answers).Where(pair => !pair.Second.IsTrue).Select(pair => pair.First.Rule);
        refused.ShouldBe(isTaken ? [] : [rule]);
    }

    [OracleFact]
    public async Task The_evaluator_tells_what_is_no_CEL_from_what_does_not_hold()
    {
        var answers = await CelOracle.EvaluateAsync(new JsonObject { ["self"] = new JsonObject { ["a"] = 1 } }, "self.a == 2", "self.a ==", "self.b == 1", "nobody(self.a)", "self.a");

        answers[0].IsTrue.ShouldBeFalse();
        answers.Skip(1).ShouldAllBe(answer => answer.Error != null);
    }

    // At the root of an object a rule sees of the metadata nothing but the two names.
    private static JsonObject Self(string scope, string name, string fields)
    {
        var spec = JsonNode.Parse("""{"description":"d","sidecars":[]""" + fields + "}")!.AsObject();
        return scope.Length == 0
            ? new JsonObject
            {
                ["apiVersion"] = "injector.io/v1alpha1",
                ["kind"] = "SidecarProfile",
                ["metadata"] = new JsonObject { ["name"] = name },
                ["spec"] = spec,
            }
            : spec;
    }
}
