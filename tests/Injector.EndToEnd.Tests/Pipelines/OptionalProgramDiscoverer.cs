using Xunit.Abstractions;
using Xunit.Sdk;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>Finds the tests of <see cref="OptionalProgramFactAttribute"/>: all of a class, or the first for all where they are skipped.</summary>
public sealed class OptionalProgramDiscoverer(IMessageSink diagnosticMessageSink) : FactDiscoverer(diagnosticMessageSink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        factAttribute.GetNamedArgument<string>(nameof(FactAttribute.Skip)) is null || testMethod.Method.Name == FirstOfClass(testMethod)
            ? base.Discover(discoveryOptions, testMethod, factAttribute)
            : [];

    private static string? FirstOfClass(ITestMethod testMethod) => testMethod.TestClass.Class.GetMethods(includePrivateMethods: false)
        .Where(method => method.GetCustomAttributes(typeof(OptionalProgramFactAttribute).AssemblyQualifiedName!).Any())
        .Select(method => method.Name)
        .Min(StringComparer.Ordinal);
}
