using System.Reflection;
using System.Text.RegularExpressions;
using Injector.Grammar.Messages;
using Injector.Manifests.Documents;
using Injector.Output;
using Injector.Server;
using Injector.Server.Options;
using Injector.Testing;

namespace Injector.Tests.Architecture;

/// <summary>What people read comes by one type, which lets nothing through that a terminal obeys or nobody sees.</summary>
public sealed partial class TextForPeopleTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Methods of the product that hand text to a writer, and what makes it safe.</summary>
    private static readonly Dictionary<string, string> Writers = new(StringComparer.Ordinal)
    {
        ["Injector.Output.DisplayWriter.Write"] = "takes DisplayText",
        ["Injector.Output.DisplayWriter.WriteLine"] = "takes DisplayText, in colours or not",
        ["Injector.Output.DisplayWriter.Redraw"] = "takes DisplayText",
        ["Injector.Output.PageWriter.Write"] = "makes DisplayText of what a library writes",
        ["Injector.Output.PageWriter.WriteAsync"] = "the same",
        ["Injector.Output.PageWriter.WriteLine"] = "ends a line",
        ["Injector.Server.WebhookHost.RunAsync"] = "the announcement, which is DisplayText",
        ["Injector.Server.Observability.Logging.StartupFailure.WriteJson"] = "a line of the log in JSON",
    };

    [Fact]
    public void The_console_takes_nothing_else()
    {
        typeof(CommandConsole).GetProperties(All).Where(property => typeof(TextWriter).IsAssignableFrom(property.PropertyType)).ShouldBeEmpty();
        typeof(CommandConsole).GetProperty(nameof(CommandConsole.Out))!.PropertyType.ShouldBe(typeof(DisplayWriter));
        typeof(CommandConsole).GetProperty(nameof(CommandConsole.Error))!.PropertyType.ShouldBe(typeof(DisplayWriter));
        typeof(DisplayWriter).GetMethods(All).Where(method => method.IsPublic || method.IsAssembly)
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).Distinct()
            .ShouldBe([typeof(DisplayText), typeof(ReadOnlySpan<PaintedText>)], ignoreOrder: true);
        typeof(PaintedText).GetProperty(nameof(PaintedText.Text))!.PropertyType.ShouldBe(typeof(DisplayText));
        Type[] raw = [typeof(string), typeof(ReadOnlySpan<string>)];
        typeof(ColumnText).GetMethods(All).Where(method => method.IsPublic).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType)
            .Intersect(raw).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_else_writes_to_a_terminal()
    {
        var methods = CompiledMethod.OfProduct();

        methods.Where(method => method.Calls.Any(call => typeof(TextWriter).IsAssignableFrom(call.DeclaringType) && call.Name.StartsWith("Write", StringComparison.Ordinal)))
            .Select(method => method.Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(Writers.Keys.Order(StringComparer.Ordinal));
        methods.Where(method => method.Calls.Any(call => call.DeclaringType == typeof(Console) && (call.Name.StartsWith("Write", StringComparison.Ordinal) || call.Name is "get_Out" or "get_Error")))
            .Select(method => method.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_console_commands_a_terminal()
    {
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && EscapeCharacter().IsMatch(line))).Select(file => Path.GetFileName(file));

        files.Order(StringComparer.Ordinal).ShouldBe(["DisplayWriter.cs", "PaintedText.cs"]);
    }

    [Fact]
    public void The_only_ways_into_the_type_make_the_text_safe()
    {
        typeof(DisplayText).GetConstructors(All).ShouldAllBe(constructor => constructor.IsPrivate);
        typeof(DisplayText).GetFields(All).Where(field => !field.IsLiteral).ShouldAllBe(field => field.IsPrivate && field.IsInitOnly);

        // The constructor is called by the type itself alone, each time with what the escapes gave or with a cut of what is safe.
        CompiledMethod.OfProduct().Where(method => method.Calls.Any(call => call is ConstructorInfo && call.DeclaringType == typeof(DisplayText)))
            .Select(method => method.Name[typeof(DisplayText).FullName!.Length..]).Distinct().Order(StringComparer.Ordinal).ShouldBe([".Cut", ".Lines", ".Of", ".Page", ".Split"]);
    }

    [Theory]
    [InlineData("Injector.Core.Decisions.InjectionDecision+Deny", "Message")]
    [InlineData("Injector.Core.Decisions.InjectionDecision+Skip", "Message")]
    [InlineData("Injector.Core.Decisions.RuleFinding", "Message")]
    [InlineData("Injector.Core.Injection.InjectionResult", "Warnings")]
    [InlineData("Injector.Core.Injection.InjectionResult", "FullWarnings")]
    [InlineData("Injector.Core.Plans.InjectionPlan", "Warnings")]
    [InlineData("Injector.Profiles.Resource.ResourceReading", "Explanation")]
    [InlineData("Injector.Server.Admission.Validation.ProfileVerdict", "Message")]
    [InlineData("Injector.Server.Admission.Validation.ProfileVerdict", "Warnings")]
    [InlineData("Injector.Server.Admission.Requests.Refusal", "Text")]
    public void What_an_answer_says_is_of_the_type(string name, string property)
    {
        Assembly[] assemblies = [typeof(Core.Injection.SidecarInjector).Assembly, typeof(Injector.Profiles.Resource.ResourceReading).Assembly, typeof(WebhookHost).Assembly];
        var declared = assemblies.Select(assembly => assembly.GetType(name)).OfType<Type>().Single().GetProperty(property, All)!.PropertyType;

        (declared.IsGenericType ? declared.GetGenericArguments().Single() : declared).ShouldBe(typeof(DisplayText));
    }

    [Theory]
    [InlineData(typeof(StartupException))]
    [InlineData(typeof(DocumentException))]
    [InlineData(typeof(Kubernetes.Connection.ClusterConnectionException))]
    public void An_exception_with_several_lines_is_made_of_the_type(Type type) =>
        type.GetConstructors(All).Where(constructor => constructor.GetParameters().Length < 3)
            .ShouldAllBe(constructor => constructor.GetParameters()[0].ParameterType == typeof(DisplayText));

    [GeneratedRegex("""\\e\[|\\u001[bB]|\\x1[bB]|\(char\)(27|0x1[bB])""")]
    private static partial Regex EscapeCharacter();
}
