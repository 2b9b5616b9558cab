"""loops.py a2c|a2c-nature|dqn|sac SECONDS: the tensor work of benchmarks/floor as one writes it in PyTorch.

Networks are modules, distributions are torch.distributions, optimisers are torch.optim, replay memory is NumPy's. As in the
C++ loops there is no environment (observations are random ones from memory), and dqn and sac do not act.
"""

from measuring import arguments, need, rate, report

numpy, torch = need("numpy", "torch")

from torch import nn, optim  # noqa: E402
from torch.distributions import Categorical, Normal  # noqa: E402
from torch.nn import functional  # noqa: E402

CHANNELS, SIDE, ACTIONS = 4, 10, 3


def features():
    return nn.Sequential(
        nn.Conv2d(CHANNELS, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(16 * 8 * 8, 128), nn.ReLU()
    )


def pictures(random, *shape):
    return (random.random((*shape, CHANNELS, SIDE, SIDE)) < 0.1).astype(numpy.float32)


def nature_features():
    return nn.Sequential(
        nn.Conv2d(4, 32, 8, stride=4), nn.ReLU(), nn.Conv2d(32, 64, 4, stride=2), nn.ReLU(), nn.Conv2d(64, 64, 3), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 512), nn.ReLU(),
    )  # fmt: skip


class ActorCritic(nn.Module):
    def __init__(self, features, width, actions):
        super().__init__()
        self.features, self.actor, self.critic = features, nn.Linear(width, actions), nn.Linear(width, 1)

    def forward(self, observations):
        hidden = self.features(observations)
        return Categorical(logits=self.actor(hidden)), self.critic(hidden).squeeze(-1)


class A2c:
    environments, steps, pool = 16, 5, 64
    discount, temperature, value_weight, max_norm = 0.99, 0.01, 0.5, 0.5

    def __init__(self):
        random = numpy.random.default_rng(1)
        self.network = self.make_network()
        self.optimizer = optim.RMSprop(self.network.parameters(), lr=7e-4, alpha=0.99, eps=1e-5)
        self.seen = self.make_pictures(random, self.pool, self.steps + 1, self.environments)
        self.rewards = (random.random((self.pool, self.steps, self.environments)) < 0.1).astype(numpy.float32)
        self.continues = (random.random((self.pool, self.steps, self.environments)) > 0.02).astype(numpy.float32)
        shape = (self.steps, self.environments)
        self.observations = torch.zeros_like(torch.as_tensor(self.seen[0, :-1]))
        self.actions = torch.zeros(shape, dtype=torch.long)
        self.returns = torch.zeros(shape)
        self.updates = 0

    @staticmethod
    def make_network():
        return ActorCritic(features(), 128, ACTIONS)

    @staticmethod
    def make_pictures(random, *shape):
        return pictures(random, *shape)

    @staticmethod
    def scaled(observations):
        return observations

    def update(self):
        index = self.updates % self.pool
        self.updates += 1
        for step in range(self.steps):
            self.observations[step] = torch.as_tensor(self.seen[index, step])
            with torch.no_grad():
                policy, _ = self.network(self.scaled(self.observations[step]))
                action = policy.sample()
            self.actions[step] = action
            action.numpy()  # what the environments would be given

        with torch.no_grad():
            _, value = self.network(self.scaled(torch.as_tensor(self.seen[index, self.steps])))
            rewards, continues = torch.as_tensor(self.rewards[index]), torch.as_tensor(self.continues[index])
            for step in reversed(range(self.steps)):
                value = rewards[step] + self.discount * continues[step] * value
                self.returns[step] = value

        policy, values = self.network(self.scaled(self.observations.flatten(0, 1)))
        returns = self.returns.flatten()
        advantages = returns - values.detach()
        policy_loss = -(policy.log_prob(self.actions.flatten()) * advantages).mean()
        value_loss = 0.5 * functional.mse_loss(values, returns)
        loss = policy_loss + self.value_weight * value_loss - self.temperature * policy.entropy().mean()
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), self.max_norm)
        self.optimizer.step()


class A2cNature(A2c):
    pool = 4

    @staticmethod
    def make_network():
        return ActorCritic(nature_features(), 512, 6)

    @staticmethod
    def make_pictures(random, *shape):
        return random.integers(0, 256, (*shape, 4, 84, 84), dtype=numpy.uint8)

    @staticmethod
    def scaled(observations):
        return observations.float() / 255


class Replay:
    """Random transitions, and minibatches of them."""

    def __init__(self, capacity, observations, successors, actions, rewards, continues):
        self.capacity = capacity
        self.columns = (observations, actions, rewards, successors, continues)
        self.random = numpy.random.default_rng(2)

    def sample(self, batch):
        rows = self.random.integers(0, self.capacity, batch)
        return tuple(torch.as_tensor(column[rows]) for column in self.columns)


class Dqn:
    batch, capacity, discount = 32, 10_000, 0.99

    def __init__(self):
        random = numpy.random.default_rng(1)
        self.network, self.target = (nn.Sequential(features(), nn.Linear(128, ACTIONS)) for _ in range(2))
        self.target.load_state_dict(self.network.state_dict())
        self.optimizer = optim.Adam(self.network.parameters(), lr=2.5e-4)
        self.replay = Replay(
            self.capacity,
            pictures(random, self.capacity),
            pictures(random, self.capacity),
            random.integers(0, ACTIONS, (self.capacity, 1)),
            (random.random(self.capacity) < 0.1).astype(numpy.float32),
            (random.random(self.capacity) > 0.02).astype(numpy.float32),
        )
        self.updates = 0

    def update(self):
        observations, actions, rewards, successors, continues = self.replay.sample(self.batch)
        with torch.no_grad():
            best, _ = self.target(successors).max(dim=1)
            targets = rewards + self.discount * continues * best
        values = self.network(observations).gather(1, actions).squeeze(1)
        loss = functional.smooth_l1_loss(values, targets)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 10)
        self.optimizer.step()
        self.updates += 1
        if self.updates % 1000 == 0:
            self.target.load_state_dict(self.network.state_dict())


def perceptron(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, outputs))


class Actor(nn.Module):
    def __init__(self, inputs, actions):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inputs, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU())
        self.mean, self.log_scale = nn.Linear(256, actions), nn.Linear(256, actions)

    def forward(self, observations):
        hidden = self.body(observations)
        normal = Normal(self.mean(hidden), self.log_scale(hidden).clamp(-20, 2).exp())
        unsquashed = normal.rsample()
        actions = torch.tanh(unsquashed)
        log_density = normal.log_prob(unsquashed) - torch.log(1 - actions.pow(2) + 1e-6)
        return actions, log_density.sum(1)


class Sac:
    batch, capacity, observation, actions = 256, 10_000, 17, 6
    discount, rate = 0.99, 0.005

    def __init__(self):
        random = numpy.random.default_rng(1)
        self.actor = Actor(self.observation, self.actions)
        self.critics, self.targets = (
            nn.ModuleList([perceptron(self.observation + self.actions, 1) for _ in range(2)]) for _ in range(2)
        )
        self.targets.load_state_dict(self.critics.state_dict())
        self.log_temperature = torch.zeros(1, requires_grad=True)
        self.actor_optimizer = optim.Adam(self.actor.parameters(), lr=3e-4)
        self.critic_optimizer = optim.Adam(self.critics.parameters(), lr=3e-4)
        self.temperature_optimizer = optim.Adam([self.log_temperature], lr=3e-4)
        self.replay = Replay(
            self.capacity,
            random.standard_normal((self.capacity, self.observation), dtype=numpy.float32),
            random.standard_normal((self.capacity, self.observation), dtype=numpy.float32),
            random.uniform(-1, 1, (self.capacity, self.actions)).astype(numpy.float32),
            random.standard_normal(self.capacity, dtype=numpy.float32),
            (random.random(self.capacity) > 0.01).astype(numpy.float32),
        )

    def update(self):
        observations, actions, rewards, successors, continues = self.replay.sample(self.batch)
        temperature = self.log_temperature.exp().item()
        with torch.no_grad():
            next_actions, log_density = self.actor(successors)
            inputs = torch.cat([successors, next_actions], 1)
            values = torch.min(*(target(inputs).squeeze(1) for target in self.targets)) - temperature * log_density
            targets = rewards + self.discount * continues * values
        inputs = torch.cat([observations, actions], 1)
        critic_loss = 0.5 * sum(functional.mse_loss(critic(inputs).squeeze(1), targets) for critic in self.critics)
        self.critic_optimizer.zero_grad()
        critic_loss.backward()
        self.critic_optimizer.step()

        chosen, log_density = self.actor(observations)
        inputs = torch.cat([observations, chosen], 1)
        values = torch.min(*(critic(inputs).squeeze(1) for critic in self.critics))
        actor_loss = (temperature * log_density - values).mean()
        self.actor_optimizer.zero_grad()
        actor_loss.backward()
        self.actor_optimizer.step()

        temperature_loss = -(self.log_temperature.exp() * (log_density.detach() - self.actions)).mean()
        self.temperature_optimizer.zero_grad()
        temperature_loss.backward()
        self.temperature_optimizer.step()

        with torch.no_grad():
            for parameter, target in zip(self.critics.parameters(), self.targets.parameters()):
                target.mul_(1 - self.rate).add_(parameter, alpha=self.rate)


def main():
    works = {"a2c": A2c, "a2c-nature": A2cNature, "dqn": Dqn, "sac": Sac}
    work, seconds = arguments(tuple(works))
    torch.manual_seed(1)
    loop = works[work]()
    report(rate(loop.update, A2c.environments * A2c.steps if isinstance(loop, A2c) else 1, seconds), numpy)


main()
