using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Profiles.Errors;
using Injector.Profiles.Files;
using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;
using Injector.Testing.Documents;
using Injector.Testing.Mutations;

namespace Injector.Profiles.Tests.Reading;

/// <summary>Whatever is done to a profile that uses every field: never an exception, never silence, always a place.</summary>
public sealed partial class ProfileMutationTests
{
    private static readonly JsonNode Full = YamlToJson.Single(FullProfile.Yaml)!;
    private static readonly JsonNode Ambassador = YamlToJson.Single(FullProfile.Ambassador)!;
    private static readonly ProfileResourceReader Resources = new("injector", new ProfileRestrictions([], []));

    [Theory]
    [InlineData(FullProfile.Yaml)]
    [InlineData(FullProfile.Ambassador)]
    public void The_profile_itself_loads(string yaml) => ProfileText.Parse(yaml, "full.yaml").Errors.Select(error => error.ToString()).ShouldBeEmpty();

    [Fact]
    public void A_field_of_a_wrong_type_is_an_error_at_the_field() => Violations(FieldMutations.Of(Full).Where((mutation, number) => number % 7 == 0 || !OfPods().IsMatch(mutation.Path)), Check).ShouldBeEmpty();

    [Fact]
    public void A_field_of_a_wrong_type_in_a_resource_is_an_error_at_the_field() => Violations(FieldMutations.Of(Full["spec"]!).Where((_, number) => number % 7 == 0), CheckResource).ShouldBeEmpty();

    [Fact]
    public void A_field_of_an_ambassador_of_a_wrong_type_is_an_error_at_the_field() =>
        Violations(FieldMutations.Of(Ambassador).Where(mutation => mutation.Path.StartsWith("spec.ambassador", StringComparison.Ordinal)), Check).ShouldBeEmpty();

    [Fact]
    public void A_field_of_an_ambassador_of_a_wrong_type_in_a_resource_is_an_error_at_the_field() =>
        Violations(FieldMutations.Of(Ambassador["spec"]!).Where(mutation => mutation.Path.StartsWith("ambassador", StringComparison.Ordinal)), CheckResource).ShouldBeEmpty();

    [Fact]
    public void A_slip_of_a_key_is_an_error_with_a_place() => Violations(TextMutations.Of(FullProfile.Yaml, stride: 499), CheckText).ShouldBeEmpty();

    private static List<string> Violations<T>(IEnumerable<T> mutations, Func<T, string?> check)
    {
        var violations = new ConcurrentQueue<string>();
        Parallel.ForEach(mutations, mutation =>
        {
            if (violations.Count < 400 && check(mutation) is { } violation)
            {
                violations.Enqueue(violation);
            }
        });
        return [.. violations.Order(StringComparer.Ordinal)];
    }

    private static string? Check(FieldMutation mutation)
    {
        var name = $"{mutation.Path}: {mutation.Was} became {mutation.Becomes}";
        try
        {
            var load = ProfileText.Parse(mutation.Text, "full.json");
            return load.Errors.IsEmpty
                ? Silence(name, mutation, load.Profiles.Length)
                : load.Errors.Select(error => Misplaced(name, error, mutation.Text)).FirstOrDefault(wrong => wrong is not null);
        }
        catch (Exception exception)
        {
            return $"{name}: {exception}";
        }
    }

    private static string? CheckResource(FieldMutation mutation)
    {
        var name = $"spec.{mutation.Path}: {mutation.Was} became {mutation.Becomes}";
        try
        {
            var reading = Resources.Read(new ProfileObject { Namespace = "injector", Name = "full", Spec = mutation.Text });
            return reading.Errors switch
            {
                [] => Silence(name, mutation with { Path = $"spec.{mutation.Path}" }, reading.Profile is null ? 0 : 1),
                var errors => errors.Select(error => error.Message.Contains("fault of Injector's own", StringComparison.Ordinal) || error.FieldPath.Length == 0 ? $"{name}: {error}" : null)
                    .FirstOrDefault(wrong => wrong is not null),
            };
        }
        catch (Exception exception)
        {
            return $"{name}: {exception}";
        }
    }

    private static string? CheckText(Mutation mutation)
    {
        try
        {
            var load = ProfileText.Parse(mutation.Text, "full.yaml");
            return load.Errors.Select(error => Misplaced(mutation.Kind, error, mutation.Text)).FirstOrDefault(wrong => wrong is not null);
        }
        catch (Exception exception)
        {
            return $"{mutation.Kind}: {exception}";
        }
    }

    private static string? Misplaced(string name, ProfileError error, string text)
    {
        var lines = text.Split('\n');
        var isWithin = error.Line > 0 && error.Line <= lines.Length && error.Column > 0 && error.Column <= lines[error.Line - 1].Length + 1;
        return isWithin || text.Contains('\r') ? null : $"{name}: the place of '{error}' is not within the text";
    }

    /// <summary>What loads without an error has to be of the same type, or of another that the field takes as well.</summary>
    private static string? Silence(string name, FieldMutation mutation, int profiles) => mutation.Becomes switch
    {
        FieldMutations.Twice => $"{name}: silent",
        FieldMutations.Unknown => TakesAnyName(mutation.Path) ? null : $"{name}: silent",
        _ => profiles == (mutation.Path.Length == 0 ? 0 : 1) && (KindOf(mutation.Was) == KindOf(mutation.Becomes) || TakesAlso(mutation)) ? null : $"{name}: silent",
    };

    private static bool TakesAnyName(string path) => Content().IsMatch(path) || AnyName().IsMatch(path);

    /// <summary>Fields of more than one type.</summary>
    private static bool TakesAlso(FieldMutation mutation) => (mutation.Path, KindOf(mutation.Becomes)) switch
    {
        // A file with nothing in it, and a map with nothing in it, are as if they were absent.
        ("" or "metadata.labels" or "metadata.annotations", JsonValueKind.Null) => true,

        // What stands in the content of a file is the profile's own affair.
        (var path, _) when Content().IsMatch(path) => true,
        (var path, JsonValueKind.Number or JsonValueKind.String) when Quantity().IsMatch(path) => true,
        (var path, JsonValueKind.Number or JsonValueKind.True or JsonValueKind.String) when TextOfAnyScalar().IsMatch(path) => true,
        (var path, JsonValueKind.Array) when ParameterValue().IsMatch(path) => true,

        // The field had a variable, a condition or a directive, and may have a constant.
        (_, JsonValueKind.Number) => mutation.Was.Contains("$(", StringComparison.Ordinal) && mutation.Path.EndsWith("ort", StringComparison.Ordinal) && mutation.Becomes == "8080",
        (_, JsonValueKind.String) => mutation.Was.Contains("\"$", StringComparison.Ordinal),
        ("spec.ambassador.config", JsonValueKind.Object) => true,
        _ => false,
    };

    /// <summary>What is of the Pod schema goes through one check whatever the field, so that each gets some of the values only.</summary>
    [GeneratedRegex(@"\.container\.|^spec\.volumes\[|^spec\.(application|pod)\.")]
    private static partial Regex OfPods();

    [GeneratedRegex(@"^spec\.files\[0\]\.content")]
    private static partial Regex Content();

    [GeneratedRegex(@"\.(requests|limits|labels|annotations)\.")]
    private static partial Regex AnyName();

    [GeneratedRegex(@"\.(requests|limits)\.|\.sizeLimit$|\.(minimum|maximum)$|^spec\.ambassador\.(memory|threads|maxConnections|adminPort)$")]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\.enum\[|\.(allowed|earlier)Images\[|\.(default|example)(\[\d+\])?$|^spec\.ambassador\.rewrite")]
    private static partial Regex TextOfAnyScalar();

    [GeneratedRegex(@"\.(default|example)$")]
    private static partial Regex ParameterValue();

    private static JsonValueKind KindOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind is JsonValueKind.False ? JsonValueKind.True : document.RootElement.ValueKind;
    }
}
