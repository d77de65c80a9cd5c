using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Tests.Reading;

/// <summary><c>$each</c>: what it writes, and where it may stand.</summary>
public sealed class RepetitionTests
{
    private const string Fields = "parameters:\n  - {name: fields, type: list, default: [old=new, lone], items: string}\n";

    [Fact]
    public void Writes_an_item_for_each_item_of_the_list() =>
        Rendered("- {$each: params.fields, from: $(each.key), to: $(each.value), all: 'the $(each.item)', at: $(each.index)}")
            .ShouldBe("""[{"from":"old","to":"new","all":"the old=new","at":0},{"from":"lone","to":"lone","all":"the lone","at":1}]""");

    [Fact]
    public void Writes_plain_values_between_other_items() =>
        Rendered("- first\n- {$each: params.fields, $value: '$(each.key)!'}\n- last").ShouldBe("""["first","old!","lone!","last"]""");

    [Fact]
    public void Leaves_out_items_whose_condition_does_not_hold() =>
        Rendered("- {$each: params.fields, $when: each.key == lone, $value: $(each.item)}").ShouldBe("""["lone"]""");

    [Fact]
    public void Writes_nothing_for_a_list_that_is_absent() =>
        Rendered("- {$each: params.fields, $value: $(each.item)}", "parameters:\n  - {name: fields, type: list}\n").ShouldBe("[]");

    [Theory]
    [InlineData("- {$each: params.field, $value: $(each.item)}", "the profile has no parameter 'field'; did you mean 'fields'?")]
    [InlineData("- {$each: sidecar.mode, $value: $(each.item)}", "'sidecar.mode' is not a list, so it cannot be spliced; write $(sidecar.mode)")]
    [InlineData("- $(each.item)", "'each.item' is known only below a $each")]
    [InlineData("- {$when: each.key == x, $value: y}", "'each.key' is known only below a $each")]
    [InlineData("- {a: {$each: params.fields, $value: $(each.item)}}", "$each stands in an item of a list; it repeats the item for each item of the list that it names")]
    public void Is_refused_where_it_makes_no_sense(string content, string message) =>
        ProfileSource.Errors(Spec(content, Fields)).ShouldContain(error => error.EndsWith(message, StringComparison.Ordinal));

    private static string Rendered(string content, string parameters = Fields)
    {
        var profile = ProfileSource.Load(Spec(content, parameters));
        TemplateRenderer.TryRender(profile.Files[0].Content!, new Defaults(profile.Parameters[0].Default), out var value).ShouldBeTrue();
        return value!.ToJsonString();
    }

    private static string Spec(string content, string parameters) =>
        $"{parameters}{ProfileSource.Sidecar}\nfiles:\n  - name: made.json\n    content:\n      {content.Replace("\n", "\n      ", StringComparison.Ordinal)}";

    private sealed class Defaults(TemplateValue fields) : IVariableScope
    {
        public TemplateValue Resolve(VariableReference reference) => reference.Root == "params" ? fields : TemplateValue.None;
    }
}
