using System.Reflection;
using System.Runtime.CompilerServices;
using SoftRL.Agents.ActorCritic;
using SoftRL.Agents.Dqn;
using SoftRL.Agents.Dspg;
using SoftRL.Agents.Pcl;
using SoftRL.Agents.Sac;
using SoftRL.Agents.SoftQ;
using SoftRL.Training;

namespace SoftRL.Architecture.Tests;

/// <summary>Options are sealed, flat, init-only, described, validated records whose defaults pass their own checks.</summary>
public sealed class OptionTests
{
    /// <summary>Options of agents: they have text forms.</summary>
    public static TheoryData<Type> AgentOptions => [A2cAgent.Descriptor.OptionsType, SoftQAgent.Descriptor.OptionsType, DqnAgent.Descriptor.OptionsType, SpgAgent.Descriptor.OptionsType, NspgAgent.Descriptor.OptionsType, SacAgent.Descriptor.OptionsType, DdpgAgent.Descriptor.OptionsType, DspgAgent.Descriptor.OptionsType, PclAgent.Descriptor.OptionsType, PgqAgent.Descriptor.OptionsType, SvgdSoftQAgent.Descriptor.OptionsType];

    /// <summary>Every public type that is called options.</summary>
    public static TheoryData<Type> AllOptions =>
        [.. Libraries.All.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(AgentOptions))]
    public void OptionsOfAnAgentKeepTheContract(Type options) => OptionsContract.Violations(options).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void OptionsAreSealedRecordsOfInitOnlyProperties(Type options)
    {
        options.IsSealed.Should().BeTrue();
        options.GetMethod("<Clone>$").Should().NotBeNull("options are records");
        options.BaseType.Should().Be<object>("no option inherits");
        foreach (var property in Properties(options))
        {
            property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Should().Contain(typeof(IsExternalInit), $"{options.Name}.{property.Name} is init-only");
        }
    }

    [Theory]
    [MemberData(nameof(AllOptions))]
    public void EveryDefaultPassesItsOwnSetter(Type options)
    {
        var defaults = Activator.CreateInstance(options)!;
        foreach (var property in Properties(options))
        {
            var assign = () => property.SetValue(Activator.CreateInstance(options), property.GetValue(defaults));
            assign.Should().NotThrow($"{options.Name}.{property.Name} has the default {property.GetValue(defaults)}");
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type options)
        => options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.SetMethod is not null);
}
