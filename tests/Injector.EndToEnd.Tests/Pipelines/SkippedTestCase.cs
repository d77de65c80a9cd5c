using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Stands for all tests of a class that need programs which are not installed, and says how many they are.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer only.", error: true)]
    public SkippedTestCase()
    {
    }

    internal SkippedTestCase(IMessageSink diagnosticMessageSink, ITestFrameworkDiscoveryOptions options, ITestMethod testMethod)
        : base(diagnosticMessageSink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), testMethod)
    {
    }

    /// <summary>The names of the tests of a class that need the same programs as one of them, in order.</summary>
    internal static List<string> TestsLike(ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [.. testMethod.TestClass.Class.GetMethods(includePrivateMethods: false)
            .Where(method => method.GetCustomAttributes(typeof(OptionalProgramFactAttribute).AssemblyQualifiedName!)
                .Any(other => ProgramsOf(other) == ProgramsOf(factAttribute)))
            .Select(method => method.Name)
            .Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute)
    {
        var count = TestsLike(TestMethod, factAttribute).Count;
        return $"{base.GetSkipReason(factAttribute)}: {(count == 1 ? "1 test needs" : $"{count} tests need")} {ProgramsOf(factAttribute)}.";
    }

    private static string ProgramsOf(IAttributeInfo attribute) => attribute.GetNamedArgument<string>(nameof(OptionalProgramFactAttribute.Programs));
}
