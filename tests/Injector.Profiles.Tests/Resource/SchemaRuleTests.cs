using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Profiles.Tests.Resource;

/// <summary>
/// Holds every CEL rule of the definition to the reader: what the rule should let through the reader takes, what it should refuse the reader refuses.
/// <see cref="SchemaRuleEvaluationTests"/> evaluates the rules on the same cases.
/// </summary>
public sealed class SchemaRuleTests
{
    private const string NameRule = "self.metadata.name.size() <= 63 && !self.metadata.name.contains('.')";
    private const string WordRule = "!(self.metadata.name in ['config', 'false', 'true'])";
    private const string ImageRule = "has(self.allowedImages) == (has(self.overrides) && 'image' in self.overrides)";

    private static readonly ProfileResourceReader Reader = new("injector-system", ProfileRestrictions.Default);

    public static TheoryData<string, string, string, bool> Cases => new()
    {
        { NameRule, new string('a', 63), "", true },
        { NameRule, new string('a', 64), "", false },
        { NameRule, "a.b", "", false },
        { WordRule, "configuration", "", true },
        { WordRule, "config", "", false },
        { WordRule, "false", "", false },
        { WordRule, "true", "", false },
        { ImageRule, "own", "", true },
        { ImageRule, "own", ""","overrides":["resources"]""", true },
        { ImageRule, "own", ""","overrides":["image"],"allowedImages":["example/*"]""", true },
        { ImageRule, "own", ""","overrides":["image"]""", false },
        { ImageRule, "own", ""","allowedImages":["example/*"]""", false },
        { ImageRule, "own", ""","overrides":["resources"],"allowedImages":["example/*"]""", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_reader_refuses_what_a_rule_of_the_definition_should(string rule, string name, string fields, bool isTaken)
    {
        var spec = """{"description":"d","sidecars":[{"container":{"name":"helper","image":"example/helper:1"}}]""" + fields + "}";

        var reading = Reader.Read(new ProfileObject { Namespace = "shop", Name = name, Spec = spec });

        (reading.Profile is not null).ShouldBe(isTaken, $"{rule}: {reading.Explanation}");
    }

    [Fact]
    public void Every_rule_of_the_definition_has_its_cases()
    {
        string[] held = [.. Cases.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal)];
        SchemaRules.All().Select(entry => entry.Rule).Order(StringComparer.Ordinal).ShouldBe(held);
    }

    [Fact]
    public void Every_rule_says_what_it_wants_and_nothing_else()
    {
        foreach (var (_, _, entry) in SchemaRules.All())
        {
            entry.Select(field => field.Key).ShouldBe(["rule", "message"], ignoreOrder: true);
        }
    }
}
