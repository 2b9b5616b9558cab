using System.Reflection;
using System.Runtime.CompilerServices;

namespace SoftRL.Environments.Tests;

/// <summary>What holds for every type of the assembly.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly Assembly = typeof(CartPole).Assembly;

    [Fact]
    public void TheAssemblyReferencesNothingButTheRuntime() =>
        Assembly.GetReferencedAssemblies().Select(name => name.Name).Should().OnlyContain(name => name!.StartsWith("System"));

    [Fact]
    public void ClassesAreSealedStaticOrAClosedChoice() =>
        Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsSealed && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(type => !type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .All(constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly || constructor.GetParameters() is [var copy] && copy.ParameterType == type))
            .Should().BeEmpty();

    [Fact]
    public void OptionsAreInitOnlyRecords()
    {
        var options = Assembly.GetTypes().Where(type => type.Name.EndsWith("Options")).ToArray();
        options.Should().NotBeEmpty();
        options.SelectMany(type => type.GetProperties().Where(property => property.CanWrite))
            .Should().OnlyContain(property => property.SetMethod!.ReturnParameter
                .GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));
    }

    [Fact]
    public void PublicTypesLiveInTheNamespaceOfTheProject() =>
        Assembly.GetExportedTypes().Should().OnlyContain(type => type.Namespace == "SoftRL.Environments");
}
