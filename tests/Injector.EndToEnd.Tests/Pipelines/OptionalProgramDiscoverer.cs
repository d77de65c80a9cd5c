using Xunit.Abstractions;
using Xunit.Sdk;

namespace Injector.EndToEnd.Tests.Pipelines;

/// <summary>
/// Finds the tests of <see cref="OptionalProgramFactAttribute"/>: all of a class, or where they are skipped the first of those that need the
/// same programs, for all of them.
/// </summary>
public sealed class OptionalProgramDiscoverer(IMessageSink diagnosticMessageSink) : FactDiscoverer(diagnosticMessageSink)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        if (factAttribute.GetNamedArgument<string>(nameof(FactAttribute.Skip)) is null)
        {
            return base.Discover(discoveryOptions, testMethod, factAttribute);
        }

        return testMethod.Method.Name == SkippedTestCase.TestsLike(testMethod, factAttribute)[0]
            ? [new SkippedTestCase(DiagnosticMessageSink, discoveryOptions, testMethod)]
            : [];
    }
}
